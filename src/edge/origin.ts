import type { FastifyRequest } from 'fastify'
import { reject } from '../contract/rejections.ts'
import type { Rejection } from '../contract/rejections.ts'
import type { EdgeServices } from './services.ts'

/** Every call that a cookie alone could make carries this header: a page of another site cannot send it without asking first (CORS). */
export const requestHeader = 'x-tiefen-request'

/** Refuses calls that another site's page may have caused. Codes: forbidden. */
export function crossSite(request: FastifyRequest, services: Pick<EdgeServices, 'config'>): Rejection | null {
  const { origin, [requestHeader]: ours, 'sec-fetch-site': site } = request.headers
  if (ours === undefined) return reject('forbidden', `The header ${requestHeader} is missing`)
  if (site !== undefined && site !== 'same-origin') return reject('forbidden', 'From another site')
  if (origin === undefined) return null
  const host = services.config.publicUrl === null ? request.host : new URL(services.config.publicUrl).host
  return URL.canParse(origin) && new URL(origin).host === host ? null : reject('forbidden', 'From another site')
}
