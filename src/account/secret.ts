import { createHash, randomBytes } from 'node:crypto'

/** 32 random bytes as text that fits an address: nobody guesses it, so a plain hash keeps it. */
export const newSecret = (): string => randomBytes(32).toString('base64url')

/** What the store keeps of a secret. */
export const secretHash = (secret: string): Uint8Array => new Uint8Array(createHash('sha256').update(secret).digest())

/** API keys begin with this, so that they can be told from tokens and found in leaked files. */
export const apiKeyPrefix = 'tfk_'
/** A new API key, in the form its holder sees once. */
export const newApiKey = (): string => apiKeyPrefix + newSecret()
