/** Bounds of the edge, named, with their units. */
export const edgeLimits = {
  /** Body of an ordinary call. */
  bodyBytes: 256 * 1024,
  /** Body of a call that needs no credential: to sign in, to take up an invitation. */
  openBodyBytes: 16 * 1024,
  /** Bodies of platforms' pushes in memory at the same time, and those of one connection: whose they are shows only when they are read. */
  hookBytesAll: 64 * 1024 * 1024,
  hookBytesEach: 16 * 1024 * 1024,
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
  /** An upload of a phone, from its first byte to its last; and the silence afterwards while it is decoded. */
  uploadSeconds: 300,
  /** A socket without a byte in either direction; streams send a heartbeat far more often. */
  idleSocketSeconds: 120,
  keepAliveSeconds: 65,
  connections: 10_000,
  /**
   * Connections that wait to be taken up: thousands come at once for a red packet, and beyond Node's own 511 some were reset (measured: 121 to 202 of
   * 2 500 on a busy machine, none of them at 4 096). The system's bound (net.core.somaxconn) holds too.
   */
  connectionsWaiting: 4_096,
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
  /** A claim that came to nothing is taken over after this: its process died. Where it did not, the command is still carried out once. */
  idempotencyLeaseSeconds: 5,
  /** How long a second request waits for the first one's answer. */
  idempotencyWaitSeconds: 10,
  ticketSeconds: 30,
  streamClients: 5_000,
  streamClientsPerSubject: 20,
  streamTopics: 20,
  /** Unread bytes after which a slow reader is dropped; it resumes with Last-Event-ID. */
  streamBufferBytes: 1024 * 1024,
  /** Unread bytes of all readers together: where many read, each may leave less unread, but never less than this many. */
  streamBufferBytesAll: 64 * 1024 * 1024,
  streamBufferBytesLeast: 16 * 1024,
  /** Readers that lost their node come back spread over this time. */
  streamRetryMsLeast: 500,
  streamRetryMsMost: 4_000,
  /** Readers that catch up at once, from the store or from memory; others wait their turn, so that a storm leaves sessions and time for everyone else. */
  streamCatchUpsAtOnce: 4,
  /** After a wake, and twice as long after each look: a transaction that began earlier may still hold something back. */
  streamLookAgainMs: 25,
  /** How old a position may be that an answer names while nobody listens here; an older one only repeats. */
  streamPositionSeconds: 1,
  streamHeartbeatSeconds: 15,
  /** Entries kept in memory for those who reconnect. */
  streamRingEntries: 10_000,
  /** The same of their bytes; who left before them reads from the store. */
  streamRingBytes: 64 * 1024 * 1024,
  /** Entries of one look while those from before the start are brought to memory. */
  streamFillEntries: 2_500,
  /** Entries that one who reconnects is told; beyond that he is told to fetch anew. */
  streamReplayEntries: 20_000,
  /** Entries of everybody among which his are looked for in the store, and those of one look (some 13 ms on a busy machine). */
  streamReplayRows: 500_000,
  streamReadRows: 10_000,
  streamReadEntries: 500,
  /** Bodies that one look brings from the store, in bytes. */
  streamPageBytes: 4 * 1024 * 1024,
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
  /** A node that is told to stop answers what it has begun for so long. */
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
