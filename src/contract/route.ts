import type { z } from 'zod'
import type { App } from '../ports/app.ts'
import type { Rejection } from './rejections.ts'
import type { Upload, UploadForm } from './upload.ts'
import type { Permission, Role } from './words.ts'

/** Who speaks (PLT-1). `id` is the user id of a fan, the owner's id, or an account id; `ownerId` is the club of an owner or of his staff. */
export interface Subject {
  readonly role: Role
  readonly id: string
  readonly ownerId?: string
  readonly permissions?: readonly Permission[]
}

/**
 * Who may call a route (PLT-1). `platform` and `admin` may always, unless `platformOnly`.
 * - `open`: nobody need sign in
 * - `any`: everyone who is signed in; the handler checks the object
 * - `platform`: the secret key or an admin
 * - `reviewer`: and reviewers
 * - `club`: the owner of `params.ownerId`, and his staff with `permission`
 * - `self`: the fan of `params.userId`; and, where `permission` is given, the owner of `params.ownerId` and staff with it
 */
export type Access =
  | { readonly kind: 'open' | 'any' | 'platform' | 'reviewer' }
  | { readonly kind: 'platformKey' }
  | { readonly kind: 'club'; readonly permission: Permission }
  | { readonly kind: 'self'; readonly permission?: Permission }

export interface RouteInput<P, Q, B> {
  readonly params: P
  readonly query: Q
  readonly body: B
  /** of a route that takes bytes; else null */
  readonly upload: Upload | null
  readonly subject: Subject
  /** null unless sent */
  readonly idempotencyKey: string | null
  /** The machine's own clock, UTC ms: for keys, tokens and invitations, which run on real time. Rules use `app.clock`. */
  readonly realNow: number
  /** How the caller reaches this server, without a trailing slash: for links that people open. */
  readonly baseUrl: string
}

/** An answer other than 200. */
export interface Answer<T> {
  readonly status: number
  readonly body: T
}

type Infer<S> = S extends z.ZodType ? z.output<S> : undefined

/** A route is data: the edge mounts it, validates with its schemas and writes OpenAPI from them. Handlers return a body (status = first key of `responses`) or a `Rejection`. */
export interface Route<
  P extends z.ZodType | undefined = z.ZodType | undefined,
  Q extends z.ZodType | undefined = z.ZodType | undefined,
  B extends z.ZodType | undefined = z.ZodType | undefined,
  R extends z.ZodType = z.ZodType,
> {
  /** operationId, camelCase, unique */
  readonly name: string
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** OpenAPI form: /v1/clubs/{ownerId} */
  readonly path: string
  readonly tag: string
  readonly summary: string
  /** Rule clauses it serves */
  readonly clauses: readonly string[]
  readonly access: Access
  readonly params?: P
  readonly query?: Q
  readonly body?: B
  /** It takes bytes instead of JSON. It knows no Idempotency-Key: nothing can be compared before all of it was read. */
  readonly upload?: UploadForm
  readonly answer: R
  /** 200 unless said */
  readonly status?: number
  /** Only where the server runs as a sandbox; elsewhere 404. */
  readonly sandboxOnly?: boolean
  handle(app: App, input: RouteInput<Infer<P>, Infer<Q>, Infer<B>>): Promise<Infer<R> | Rejection>
}

/** Keeps the schema types of one route while the list holds any. */
export function route<
  P extends z.ZodType | undefined = undefined,
  Q extends z.ZodType | undefined = undefined,
  B extends z.ZodType | undefined = undefined,
  R extends z.ZodType = z.ZodType,
>(definition: Route<P, Q, B, R>): Route {
  return definition as unknown as Route
}
