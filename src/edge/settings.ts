/** Bounds of the edge, named, with their units. */
export const edgeLimits = {
  /** Body of an ordinary call. */
  bodyBytes: 256 * 1024,
  /** Body of POST /v1/events: 5 000 events of some 1.6 KB. */
  eventBodyBytes: 8 * 1024 * 1024,
  /** api.md "Events in" */
  batchEvents: 5_000,
  /** Nesting of objects and arrays in a body. */
  jsonDepth: 20,
  /** A path segment longer than any id must still meet the validator (422), not the router (404). */
  paramCharacters: 16 * 1024,
  /** Whole request line and headers are bounded by Node (16 KiB). */
  requestSeconds: 60,
  /** A socket without a byte in either direction; streams send a heartbeat far more often. */
  idleSocketSeconds: 120,
  keepAliveSeconds: 65,
  connections: 10_000,
  /** Requests of one subject within a minute (real time). The platform key is spared. */
  subjectRequestsPerMinute: 1_200,
  /** Requests without a valid key, by address, within a minute. */
  addressRequestsPerMinute: 600,
  /** Failed guesses of an API key, by address, within a minute. */
  badKeysPerMinute: 60,
  /** Tokens of POST /v1/tokens. */
  tokenSecondsDefault: 3_600,
  tokenSecondsMax: 86_400,
  /** Bearer of a browser session; asked for again with the cookie. */
  sessionTokenSeconds: 600,
  /** A browser session. */
  sessionHours: 12,
  /** Difference of clocks allowed to the platform's own issuer. */
  issuerToleranceSeconds: 60,
  idempotencyKeyCharacters: 255,
  idempotencyHours: 48,
  /** A claim without an answer is taken over after this: its process died. Longer than any request may run. */
  idempotencyLeaseSeconds: 120,
  /** How long a second request waits for the first one's answer. */
  idempotencyWaitSeconds: 10,
  ticketSeconds: 30,
  streamClients: 5_000,
  streamClientsPerSubject: 20,
  streamTopics: 20,
  /** Unread bytes after which a slow reader is dropped; it resumes with Last-Event-ID. */
  streamBufferBytes: 1024 * 1024,
  streamHeartbeatSeconds: 15,
  /** Entries kept in memory for those who reconnect. */
  streamRingEntries: 10_000,
  /** Entries read from the store for one who reconnects; beyond that he is told to fetch anew. */
  streamReplayEntries: 20_000,
  streamReadEntries: 500,
  /** Look at the outbox at least this often while someone listens: wakes of other nodes may be lost. */
  streamPollSeconds: 1,
  signInFailuresPerLoginAndAddress: 5,
  signInFailuresPerAddress: 30,
  signInFailuresPerLogin: 50,
  signInWindowMinutes: 15,
  throttleKeys: 10_000,
  /** scrypt at N = 2^17 takes 128 MiB and most of a second. */
  passwordHashesAtOnce: 2,
  passwordHashesWaiting: 50,
  sweepMinutes: 10,
  sweepRows: 1_000,
  /** A page of the edge's own lists. */
  stopSeconds: 20,
} as const

/** The platform's own issuer of bearer tokens (OIDC, JWKS). */
export interface IssuerConfig {
  /** `iss`, exactly. */
  readonly issuer: string
  readonly jwksUrl: string
  readonly audience: string
  /** Of RS256, ES256, EdDSA. */
  readonly algorithms: readonly string[]
  /** Header `typ` values that are taken, lower case. */
  readonly types: readonly string[]
  /** Claim with the id of the subject. */
  readonly idClaim: string
  /** Claim with the role; absent in a token: fan. */
  readonly roleClaim: string
  /** Claim with the club of an owner or his staff. */
  readonly ownerClaim: string
}

/** People sign in at an identity provider (authorization code with PKCE). */
export interface OidcConfig {
  readonly issuer: string
  readonly clientId: string
  /** null: a public client */
  readonly clientSecret: string | null
  readonly scope: string
  /** Plain http to the issuer: development only. */
  readonly allowHttp: boolean
}

/** What the edge must know; `src/config.ts` reads it from the environment. */
export interface EdgeConfig {
  /** The platform's secret key. */
  readonly secretKey: string
  /** Address people reach this server by, without a trailing slash; null: as each request says. */
  readonly publicUrl: string | null
  /** Folder of the built pages. */
  readonly webRoot: string
  /** Addresses or networks of reverse proxies whose X-Forwarded headers are believed. */
  readonly trustProxy: readonly string[]
  readonly issuer: IssuerConfig | null
  readonly oidc: OidcConfig | null
}
