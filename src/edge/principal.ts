import { z } from 'zod'
import { id, permission, role } from '../contract/forms.ts'

/** Who speaks, and by what credential. `credentialId` is the API key or the browser session, looked up afresh for each request. */
export const principalForm = z.object({
  via: z.enum(['platformKey', 'apiKey', 'token', 'session', 'issuer']),
  subject: z.object({
    role,
    id: z.string(),
    ownerId: id.exactOptional(),
    permissions: z.array(permission).readonly().exactOptional(),
  }),
  /** UTC ms; null: does not expire by itself */
  expiresAt: z.number().nullable(),
  credentialId: z.string().exactOptional(),
  name: z.string().exactOptional(),
})
export type Principal = z.infer<typeof principalForm>
