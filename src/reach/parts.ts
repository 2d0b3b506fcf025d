/** What the slice needs besides `App`; made once in wire.ts. */
export interface ReachParts {
  /** The key by which push services know us (RFC 8292), base64url of an uncompressed P-256 point; null: it cannot be read. */
  readonly publicKey: string | null
  /** Why an endpoint may not be called, in English, or null. */
  refuse(url: string): Promise<string | null>
}

/** A node that cannot push: whoever asks is told so. */
export const noReach: ReachParts = { publicKey: null, refuse: () => Promise.resolve('Pushes cannot be signed here') }
