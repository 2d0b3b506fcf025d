import { z } from 'zod'
import { id, instant, permission, role, text } from './forms.ts'

/** Forms of keys, tokens and people who sign in (PLT-1; api.md "Auth"). */

export const accountRoles = ['admin', 'reviewer', 'owner', 'staff'] as const
export type AccountRole = (typeof accountRoles)[number]
const accountRole = z.enum(accountRoles)

/** What a sub-account or key may do; each at most once. */
const permissionList = z
  .array(permission)
  .max(16)
  .refine((list) => new Set(list).size === list.length, 'Each permission at most once')

// ── tokens ────────────────────────────────────────────────────────────────────────────────────────────────────────
export const tokenInput = z.object({
  subject: z
    .object({
      type: z.enum(['fan', 'owner', 'staff', 'reviewer', 'admin']),
      id,
      ownerId: id.optional(),
      /** of staff whom the platform keeps itself; where the store knows the sub-account, its own permissions rule */
      permissions: permissionList.optional(),
    })
    .refine((subject) => subject.type !== 'staff' || subject.ownerId !== undefined, {
      path: ['ownerId'],
      message: 'Staff need the ownerId of their club',
    })
    .refine((subject) => subject.type !== 'owner' || (subject.ownerId ?? subject.id) === subject.id, {
      path: ['ownerId'],
      message: "An owner's club has the owner's id",
    }),
  ttlSeconds: z.int().min(1).max(86_400).default(3_600),
})
export const tokenView = z.object({ token: z.string(), expiresAt: instant })
export type TokenView = z.infer<typeof tokenView>

export const meView = z.object({
  role,
  id: z.string(),
  name: z.string().nullable(),
  /** the club of an owner or his staff */
  ownerId: z.string().nullable(),
  /** what staff and club keys may do; an owner, an administrator and the platform may do everything that is theirs */
  permissions: z.array(permission),
  /** clubs whose console is open to the caller; `all` for the platform and administrators */
  clubs: z.object({ all: z.boolean(), ownerIds: z.array(z.string()) }),
  expiresAt: instant.nullable(),
})

// ── sign-in ───────────────────────────────────────────────────────────────────────────────────────────────────────
const login = z
  .string()
  .transform((value) => value.trim().toLowerCase())
  .pipe(z.string().regex(/^[a-z0-9][a-z0-9._@+-]{2,63}$/, 'A login is 3 to 64 of a-z 0-9 . _ @ + -'))
/** A pass phrase counts by its length (NIST SP 800-63B); longer texts would only cost time. */
const newPassword = text(256).min(10, 'At least 10 characters')
const secret = text(256)

export const signInInput = z.object({ login: text(128), password: secret })
export const acceptInput = z.object({ token: secret, login, password: newPassword, name: text(64) })
export const passwordInput = z.object({ current: secret, next: newPassword })
export const signedIn = z.object({
  accountId: z.string(),
  name: z.string(),
  role: accountRole,
  ownerId: z.string().nullable(),
})
export const signInWays = z.object({ password: z.boolean(), oidc: z.boolean() })
export const oidcStartInput = z.object({ invitation: secret })
export const redirectView = z.object({ location: z.string() })
/** What an invitation offers, shown before it is accepted. */
export const invitationOffer = z.object({
  role: accountRole,
  ownerId: z.string().nullable(),
  name: z.string().nullable(),
  expiresAt: instant,
})
export const invitationToken = z.object({ token: secret })

// ── invitations, staff, keys ──────────────────────────────────────────────────────────────────────────────────────
export const invitationInput = z
  .object({
    role: accountRole,
    ownerId: id.optional(),
    permissions: permissionList.optional(),
    name: text(64).optional(),
  })
  .refine((input) => (input.role === 'owner' || input.role === 'staff') === (input.ownerId !== undefined), {
    path: ['ownerId'],
    message: 'Owners and staff need an ownerId, others have none',
  })
export const invitationView = z.object({
  invitationId: z.string(),
  role: accountRole,
  ownerId: z.string().nullable(),
  permissions: z.array(permission),
  name: z.string().nullable(),
  createdAt: instant,
  createdBy: z.string(),
  expiresAt: instant,
})
/** `link` opens once; it is shown only now. */
export const invitationMade = invitationView.extend({ link: z.string() })

export const staffInput = z.object({ permissions: permissionList, name: text(64).optional() })
export const staffView = z.object({
  staffId: z.string(),
  name: z.string(),
  permissions: z.array(permission),
  createdAt: instant,
})

export const apiKeyInput = z.object({ name: text(64) })
export const clubApiKeyInput = z.object({ name: text(64), permissions: permissionList.min(1) })
export const apiKeyView = z.object({
  keyId: z.string(),
  name: z.string(),
  ownerId: z.string().nullable(),
  permissions: z.array(permission),
  createdAt: instant,
  createdBy: z.string(),
})
/** `key` is shown only now. */
export const apiKeyMade = apiKeyView.extend({ key: z.string() })

export const accountView = z.object({
  accountId: z.string(),
  role: accountRole,
  ownerId: z.string().nullable(),
  name: z.string(),
  login: z.string().nullable(),
  createdAt: instant,
  disabledAt: instant.nullable(),
})

/** The answer of a call that only does. */
export const done = z.object({ done: z.literal(true) })

// ── stream ────────────────────────────────────────────────────────────────────────────────────────────────────────
export const ticketView = z.object({ ticket: z.string(), expiresAt: instant })
/** One `data:` line of the stream. The event name is `message`; `ready` and `reset` carry only `{position}`. */
export const streamMessage = z.object({ topic: z.string(), kind: z.string(), body: z.record(z.string(), z.unknown()) })
export type StreamMessage = z.infer<typeof streamMessage>
