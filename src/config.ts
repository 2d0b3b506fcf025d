import { isAbsolute, join, resolve } from 'node:path'
import type { RelaySettings } from './contract/linking.ts'
import { webhookLimits } from './contract/webhooks.ts'
import type { EdgeConfig, IssuerConfig, OidcConfig } from './edge/settings.ts'
import { logLevels } from './infra/log.ts'
import type { LogLevel } from './infra/log.ts'
import type { MediaSettings } from './infra/media/place.ts'
import { parseNetwork } from './infra/outside-address.ts'
import { areVapidKeys, type VapidKeys } from './infra/push-crypto.ts'
import type { CrashAt } from './lib/crash-point.ts'
import { isTimeZone, zoneName } from './lib/time.ts'

/** Bounds of what lies behind the edge, named, with their units; the edge's own are in edge/settings.ts, the form's in contract/. */
export const limits = {
  /** Sessions of this node on PostgreSQL. */
  databaseSessions: 16,
  ingest: {
    /** Events waiting for a group commit; beyond, callers are told to come back (429 busy). */
    queueEventsMost: 50_000,
    /** The same of their bytes as they came: ten of the largest bodies, which is 50 000 events of some 1.6 KB. */
    queueBytesMost: 80 * 1024 * 1024,
    /** Events of one group commit: as many as the largest call may bring. */
    batchEventsMost: 5_000,
  },
  /** One request of a webhook, from the name's look-up to the answer (Standard Webhooks: 15 to 30 s). */
  webhookMilliseconds: 15_000,
  webhooks: {
    /** Requests of this node at the same time, and of one endpoint over all nodes. */
    atOnce: 64,
    atOnceEach: 8,
    /** Longer than a request may take: whoever holds a delivery longer is taken for dead. */
    leaseSeconds: 25,
    /** Rows of the outbox that are read in one transaction. */
    feedRows: 2_000,
    /** Deliveries that may wait for one endpoint; beyond, it is switched off. */
    waitingMost: 50_000,
    keptDays: webhookLimits.keptDays,
    /** Messages swept in one statement. */
    sweepRows: 5_000,
  },
  reach: {
    /** Longer than a piece may take: no request is begun after pieceSeconds, and one may take as long as a webhook's. */
    leaseSeconds: 60,
    pieceSeconds: 30,
    feedRows: 2_000,
    /** People met in one transaction. */
    walkPeople: 5_000,
    keptDays: 2,
    sweepRows: 5_000,
  },
  reachEmbedded: { feedRows: 200, walkPeople: 1_000, sweepRows: 500 },
  /** Requests of one thread of pushes at the same time, pieces it has at hand, and how many threads at most. */
  pushThread: { atOnce: 256, pieces: 3, threadsMost: 8 },
  /** The embedded store has one session, and ingest waits for it: smaller bites. */
  webhooksEmbedded: { atOnce: 8, atOnceEach: 4, feedRows: 200, sweepRows: 500 },
} as const

/** Everything the process is told from outside, read once at the start (api.md "Running"). */
export interface Config {
  /** 0: any free port */
  readonly port: number
  readonly host: string
  /** null: the embedded store in `dataFolder` */
  readonly databaseUrl: string | null
  /** absolute */
  readonly dataFolder: string
  /** null: made once and kept in `dataFolder` */
  readonly secretKey: string | null
  readonly sandbox: boolean
  /** null: not said, so on exactly when the embedded store is empty */
  readonly demo: boolean | null
  /** IANA zone of business days */
  readonly timeZone: string
  /** `nats://` or `tls://` addresses, separated by commas; null: one node, no streams as sources */
  /** people whose state a node keeps in memory; 0: none */
  readonly cachePeopleMost: number
  readonly natsUrl: string | null
  /** networks that webhooks may call although they are not public */
  readonly webhookNetworks: readonly string[]
  /** a file with the credentials of a NATS user; null: what the address says */
  readonly natsCredsFile: string | null
  /** pictures and videos of fan groups */
  readonly media: MediaSettings
  readonly logLevel: LogLevel
  /** OpenTelemetry spans are made and sent */
  readonly traces: boolean
  /** What the edge takes from here; the secret key and the folder of the pages are found at the start. */
  readonly edge: Omit<EdgeConfig, 'secretKey' | 'webRoot'>
  /** For the fault suite alone: where this process kills itself (TIEFEN_CRASH_AT=name:nth). */
  readonly crashAt: CrashAt | null
  /** servers that help devices of a link find a way to each other (GRP-8); none: one network */
  readonly relays: RelaySettings
  /** by which push services know this deployment; null: made at the first start and kept in the store */
  readonly vapidKeys: VapidKeys | null
  /** whom push services ask: `mailto:` or `https:`; null: the public address */
  readonly pushContact: string | null
  /** TIEFEN_… variables that mean nothing: most likely a slip of the pen, worth a warning. */
  readonly unknownNames: readonly string[]
}

export type ConfigReading =
  | { readonly kind: 'config'; readonly config: Config }
  /** One line for each bad value; the process prints them and exits with 2. */
  | { readonly kind: 'problems'; readonly problems: readonly string[] }

type Environment = Readonly<Record<string, string | undefined>>

const knownNames = [
  'PORT',
  'HOST',
  'DATABASE_URL',
  'NATS_URL',
  'NATS_CREDS',
  'TIEFEN_DATA',
  'TIEFEN_SECRET_KEY',
  'TIEFEN_SANDBOX',
  'TIEFEN_DEMO',
  'TIEFEN_TIME_ZONE',
  'TIEFEN_CACHE_PEOPLE',
  'TIEFEN_PUBLIC_URL',
  'TIEFEN_TRUST_PROXY',
  'TIEFEN_LOG_LEVEL',
  'TIEFEN_OTEL',
  'OTEL_EXPORTER_OTLP_ENDPOINT',
  'OTEL_EXPORTER_OTLP_TRACES_ENDPOINT',
  'TIEFEN_WEBHOOK_NETWORKS',
  'TIEFEN_VAPID_PUBLIC_KEY',
  'TIEFEN_VAPID_PRIVATE_KEY',
  'TIEFEN_PUSH_CONTACT',
  'TIEFEN_STUN_URLS',
  'TIEFEN_TURN_URLS',
  'TIEFEN_TURN_SECRET',
  'TIEFEN_MEDIA',
  'TIEFEN_FFMPEG',
  'TIEFEN_S3_ENDPOINT',
  'TIEFEN_S3_BUCKET',
  'TIEFEN_S3_REGION',
  'TIEFEN_S3_ACCESS_KEY',
  'TIEFEN_S3_SECRET_KEY',
  'TIEFEN_S3_PATH_STYLE',
  'TIEFEN_S3_PREFIX',
  'TIEFEN_OIDC_ISSUER',
  'TIEFEN_OIDC_CLIENT_ID',
  'TIEFEN_OIDC_CLIENT_SECRET',
  'TIEFEN_OIDC_SCOPE',
  'TIEFEN_OIDC_ALLOW_HTTP',
  'TIEFEN_OIDC_AUDIENCE',
  'TIEFEN_OIDC_JWKS_URL',
  'TIEFEN_OIDC_ID_CLAIM',
  'TIEFEN_OIDC_ROLE_CLAIM',
  'TIEFEN_OIDC_OWNER_CLAIM',
  'TIEFEN_CRASH_AT',
] as const
type Name = (typeof knownNames)[number]

/** Shorter than this a key is guessed, not known. */
const SECRET_KEY_CHARACTERS_MIN = 16

/** Reads values one by one and gathers every problem, so that all are told at once. */
function createReader(env: Environment) {
  const problems: string[] = []
  const text = (name: Name): string | null => {
    const value = env[name]?.trim()
    return value === undefined || value === '' ? null : value
  }
  // Values of secrets are never repeated.
  const refuse = (name: Name, zh: string, en: string, shown: string | null) => {
    problems.push(`${name}: ${zh} · ${en}${shown === null ? '' : ` (${JSON.stringify(shown)})`}`)
  }
  return {
    problems,
    text,
    refuse,
    flag(name: Name): boolean | null {
      const value = text(name)
      if (value === null) return null
      if (['1', 'true'].includes(value)) return true
      if (['0', 'false'].includes(value)) return false
      refuse(name, '只能是 0 或 1', 'must be 0 or 1', value)
      return null
    },
    url(name: Name, schemes: readonly string[], secret = false): string | null {
      const value = text(name)
      if (value === null) return null
      const scheme = URL.canParse(value) ? new URL(value).protocol.slice(0, -1) : ''
      if (schemes.includes(scheme)) return value
      refuse(
        name,
        `须为 ${schemes.join(' / ')} 地址`,
        `must be a ${schemes.join(' or ')} address`,
        secret ? null : value,
      )
      return null
    },
  }
}
type Reader = ReturnType<typeof createReader>

function readPort(reader: Reader): number {
  const value = reader.text('PORT') ?? '8787'
  const port = /^\d{1,5}$/.test(value) ? Number(value) : Number.NaN
  if (port <= 65_535) return port
  reader.refuse('PORT', '须为 0 到 65535 的整数', 'must be an integer from 0 to 65535', value)
  return 0
}

/** About 6 KB a person who is active. */
const CACHE_PEOPLE = 50_000

function readCachePeople(reader: Reader): number {
  const value = reader.text('TIEFEN_CACHE_PEOPLE')
  if (value === null) return CACHE_PEOPLE
  if (/^\d{1,8}$/.test(value)) return Number(value)
  reader.refuse('TIEFEN_CACHE_PEOPLE', '须为不超过 8 位的非负整数', 'must be an integer from 0 to 99999999', value)
  return CACHE_PEOPLE
}

function readTimeZone(reader: Reader): string {
  const value = reader.text('TIEFEN_TIME_ZONE') ?? 'Asia/Shanghai'
  // Intl alone takes CST for Chicago, where it means Shanghai to most who write it
  if (isTimeZone(value)) return zoneName(value)
  reader.refuse('TIEFEN_TIME_ZONE', '须为 IANA 时区名', 'must be an IANA time zone', value)
  return 'Asia/Shanghai'
}

function readSecretKey(reader: Reader): string | null {
  const value = reader.text('TIEFEN_SECRET_KEY')
  if (value !== null && (value.length < SECRET_KEY_CHARACTERS_MIN || /[^\x21-\x7e]/.test(value))) {
    const zh = `至少 ${SECRET_KEY_CHARACTERS_MIN} 个可见 ASCII 字符`
    reader.refuse(
      'TIEFEN_SECRET_KEY',
      zh,
      `must be at least ${SECRET_KEY_CHARACTERS_MIN} visible ASCII characters`,
      null,
    )
  }
  return value
}

function readLogLevel(reader: Reader): LogLevel {
  const value = reader.text('TIEFEN_LOG_LEVEL') ?? 'info'
  const level = logLevels.find((one) => one === value)
  if (level === undefined)
    reader.refuse('TIEFEN_LOG_LEVEL', `可选 ${logLevels.join(' ')}`, 'must be one of these', value)
  return level ?? 'info'
}

function readNetworks(reader: Reader, name: 'TIEFEN_TRUST_PROXY' | 'TIEFEN_WEBHOOK_NETWORKS'): readonly string[] {
  const value = reader.text(name)
  const networks = value === null ? [] : value.split(',').map((item) => item.trim())
  const wrong = networks.filter((item) => parseNetwork(item) === null)
  if (wrong.length > 0) {
    const en = 'must be addresses or networks, separated by commas'
    reader.refuse(name, '须为以逗号分隔的地址或网段', en, wrong.join(','))
  }
  return networks
}

function requires(reader: Reader, name: Name, needed: Name): void {
  if (reader.text(name) !== null && reader.text(needed) === null) {
    reader.refuse(name, `还需要设置 ${needed}`, `needs ${needed} as well`, null)
  }
}

/** People sign in at an identity provider: TIEFEN_OIDC_ISSUER and TIEFEN_OIDC_CLIENT_ID. */
function readOidc(reader: Reader, issuer: string | null, allowHttp: boolean): OidcConfig | null {
  requires(reader, 'TIEFEN_OIDC_CLIENT_ID', 'TIEFEN_OIDC_ISSUER')
  requires(reader, 'TIEFEN_OIDC_CLIENT_SECRET', 'TIEFEN_OIDC_CLIENT_ID')
  const clientId = reader.text('TIEFEN_OIDC_CLIENT_ID')
  if (issuer === null || clientId === null) return null
  return {
    issuer,
    clientId,
    clientSecret: reader.text('TIEFEN_OIDC_CLIENT_SECRET'),
    scope: reader.text('TIEFEN_OIDC_SCOPE') ?? 'openid profile email',
    allowHttp,
  }
}

/** Bearer tokens of the platform's own issuer: TIEFEN_OIDC_ISSUER, TIEFEN_OIDC_AUDIENCE and TIEFEN_OIDC_JWKS_URL. */
function readIssuer(reader: Reader, issuer: string | null, schemes: readonly string[]): IssuerConfig | null {
  requires(reader, 'TIEFEN_OIDC_AUDIENCE', 'TIEFEN_OIDC_ISSUER')
  requires(reader, 'TIEFEN_OIDC_AUDIENCE', 'TIEFEN_OIDC_JWKS_URL')
  requires(reader, 'TIEFEN_OIDC_JWKS_URL', 'TIEFEN_OIDC_AUDIENCE')
  const jwksUrl = reader.url('TIEFEN_OIDC_JWKS_URL', schemes)
  const audience = reader.text('TIEFEN_OIDC_AUDIENCE')
  if (issuer === null || audience === null || jwksUrl === null) return null
  return {
    issuer,
    jwksUrl,
    audience,
    algorithms: ['RS256', 'ES256', 'EdDSA'],
    types: ['at+jwt', 'jwt'],
    idClaim: reader.text('TIEFEN_OIDC_ID_CLAIM') ?? 'sub',
    roleClaim: reader.text('TIEFEN_OIDC_ROLE_CLAIM') ?? 'role',
    ownerClaim: reader.text('TIEFEN_OIDC_OWNER_CLAIM') ?? 'ownerId',
  }
}

function readEdge(reader: Reader): Config['edge'] {
  const allowHttp = reader.flag('TIEFEN_OIDC_ALLOW_HTTP') ?? false
  const schemes = allowHttp ? ['https', 'http'] : ['https']
  const issuer = reader.url('TIEFEN_OIDC_ISSUER', schemes)
  return {
    publicUrl: reader.url('TIEFEN_PUBLIC_URL', ['https', 'http'])?.replace(/\/+$/, '') ?? null,
    trustProxy: readNetworks(reader, 'TIEFEN_TRUST_PROXY'),
    oidc: readOidc(reader, issuer, allowHttp),
    issuer: readIssuer(reader, issuer, schemes),
  }
}

/** Where media lie: a bucket where TIEFEN_S3_ENDPOINT is set, else a folder. @param dataFolder absolute */
function readMedia(reader: Reader, dataFolder: string, searchPath: string): MediaSettings {
  const s3Names = ['TIEFEN_S3_BUCKET', 'TIEFEN_S3_ACCESS_KEY', 'TIEFEN_S3_SECRET_KEY'] as const
  for (const name of s3Names) {
    requires(reader, name, 'TIEFEN_S3_ENDPOINT')
    requires(reader, 'TIEFEN_S3_ENDPOINT', name)
  }
  const endpoint = reader.url('TIEFEN_S3_ENDPOINT', ['https', 'http'])
  const [bucket, accessKey, secretKey] = s3Names.map((name) => reader.text(name) ?? '')
  const prefix = reader.text('TIEFEN_S3_PREFIX') ?? ''
  if (!/^([A-Za-z0-9._-]+\/)*$/.test(prefix))
    reader.refuse(
      'TIEFEN_S3_PREFIX',
      '须以 / 结尾,只含字母、数字、点、横线',
      'must be of A-Z a-z 0-9 . _ - and end in /',
      prefix,
    )
  const ffmpeg = reader.text('TIEFEN_FFMPEG')
  return {
    folder: resolve(reader.text('TIEFEN_MEDIA') ?? join(dataFolder, 'media')),
    workFolder: join(dataFolder, 'uploads'),
    ffmpeg: ffmpeg === '0' ? 'none' : ffmpeg === null ? { searchPath } : { path: resolve(ffmpeg) },
    s3:
      endpoint === null || bucket === undefined || accessKey === undefined || secretKey === undefined
        ? null
        : {
            ...{ endpoint: new URL(endpoint).origin, bucket, accessKey, secretKey, prefix },
            region: reader.text('TIEFEN_S3_REGION') ?? 'us-east-1',
            pathStyle: reader.flag('TIEFEN_S3_PATH_STYLE') ?? false,
          },
  }
}

function readCrashAt(reader: Reader): CrashAt | null {
  const value = reader.text('TIEFEN_CRASH_AT')
  if (value === null) return null
  const [, name, nth] = /^([a-z][a-z.-]*):([1-9]\d{0,6})$/.exec(value) ?? []
  if (name !== undefined && nth !== undefined) return { name, nth: Number(nth) }
  reader.refuse('TIEFEN_CRASH_AT', '须为 名称:次数', 'must be name:nth', value)
  return null
}

/** Addresses by RFC 7064 and 7065: `stun:host:port`, `turn:host:port?transport=udp`, `turns:…`. */
function readIceUrls(
  reader: Reader,
  name: 'TIEFEN_STUN_URLS' | 'TIEFEN_TURN_URLS',
  scheme: 'stun' | 'turn',
): readonly string[] {
  const value = reader.text(name)
  if (value === null) return []
  // a transport is a TURN server's alone: browsers refuse a whole list for one address that is none
  const transport = scheme === 'turn' ? '(\\?transport=(udp|tcp))?' : ''
  const form = new RegExp(`^${scheme}s?:[A-Za-z0-9.\\[\\]:-]{1,255}${transport}$`)
  const urls = value.split(',').map((item) => item.trim())
  const wrong = urls.filter((url) => !form.test(url))
  if (wrong.length > 0) {
    const en = `must be ${scheme}: or ${scheme}s: addresses, separated by commas`
    reader.refuse(name, `须为以逗号分隔的 ${scheme}: 或 ${scheme}s: 地址`, en, wrong.join(','))
  }
  return urls
}

function readRelays(reader: Reader): RelaySettings {
  requires(reader, 'TIEFEN_TURN_URLS', 'TIEFEN_TURN_SECRET')
  requires(reader, 'TIEFEN_TURN_SECRET', 'TIEFEN_TURN_URLS')
  return {
    stunUrls: readIceUrls(reader, 'TIEFEN_STUN_URLS', 'stun'),
    turnUrls: readIceUrls(reader, 'TIEFEN_TURN_URLS', 'turn'),
    turnSecret: reader.text('TIEFEN_TURN_SECRET'),
  }
}

function readVapidKeys(reader: Reader): VapidKeys | null {
  requires(reader, 'TIEFEN_VAPID_PUBLIC_KEY', 'TIEFEN_VAPID_PRIVATE_KEY')
  requires(reader, 'TIEFEN_VAPID_PRIVATE_KEY', 'TIEFEN_VAPID_PUBLIC_KEY')
  const publicKey = reader.text('TIEFEN_VAPID_PUBLIC_KEY')
  const privateKey = reader.text('TIEFEN_VAPID_PRIVATE_KEY')
  if (publicKey === null || privateKey === null) return null
  if (areVapidKeys({ publicKey, privateKey })) return { publicKey, privateKey }
  reader.refuse(
    'TIEFEN_VAPID_PRIVATE_KEY',
    '须与公钥成对的 P-256 密钥(base64url)',
    'must be the P-256 key of the public one, base64url',
    null,
  )
  return null
}

function readPushContact(reader: Reader): string | null {
  const value = reader.text('TIEFEN_PUSH_CONTACT')
  if (value === null || /^(mailto:[^\s@]+@[^\s@]+|https:\/\/\S+)$/.test(value)) return value
  reader.refuse('TIEFEN_PUSH_CONTACT', '须为 mailto: 或 https: 地址', 'must be a mailto: or https: address', value)
  return null
}

/** The client decodes who signs in only when it connects. */
function isNatsAddress(address: string): boolean {
  if (!URL.canParse(address)) return false
  const { protocol, host, username, password } = new URL(address)
  return ['nats:', 'tls:'].includes(protocol) && host !== '' && isDecodable(username) && isDecodable(password)
}

function isDecodable(text: string): boolean {
  try {
    decodeURIComponent(text)
    return true
  } catch {
    return false
  }
}

/** One or more servers of one cluster. Values are never shown: they may hold a password. */
function readNatsUrl(reader: Reader): string | null {
  requires(reader, 'NATS_CREDS', 'NATS_URL')
  const value = reader.text('NATS_URL')
  if (value === null) return null
  const addresses = value.split(',').map((address) => address.trim())
  if (addresses.every(isNatsAddress)) return addresses.join(',')
  reader.refuse('NATS_URL', '须为 nats / tls 地址', 'must be a nats or tls address', null)
  return null
}

/** Environment variables (the process's unless given) → a frozen `Config`, or every problem at once. */
export function readConfig(env: Environment = process.env): ConfigReading {
  const reader = createReader(env)
  const dataFolder = reader.text('TIEFEN_DATA') ?? './data'
  const config: Config = {
    port: readPort(reader),
    host: reader.text('HOST') ?? '127.0.0.1',
    databaseUrl: reader.url('DATABASE_URL', ['postgres', 'postgresql'], true),
    dataFolder: isAbsolute(dataFolder) ? dataFolder : resolve(dataFolder),
    secretKey: readSecretKey(reader),
    sandbox: reader.flag('TIEFEN_SANDBOX') ?? false,
    demo: reader.flag('TIEFEN_DEMO'),
    timeZone: readTimeZone(reader),
    cachePeopleMost: readCachePeople(reader),
    webhookNetworks: readNetworks(reader, 'TIEFEN_WEBHOOK_NETWORKS'),
    natsUrl: readNatsUrl(reader),
    natsCredsFile: reader.text('NATS_CREDS'),
    media: readMedia(reader, resolve(dataFolder), env['PATH'] ?? ''),
    logLevel: readLogLevel(reader),
    traces:
      reader.flag('TIEFEN_OTEL') ??
      (['OTEL_EXPORTER_OTLP_ENDPOINT', 'OTEL_EXPORTER_OTLP_TRACES_ENDPOINT'] as const).some(
        (name) => reader.text(name) !== null,
      ),
    edge: Object.freeze(readEdge(reader)),
    crashAt: readCrashAt(reader),
    relays: readRelays(reader),
    vapidKeys: readVapidKeys(reader),
    pushContact: readPushContact(reader),
    unknownNames: Object.keys(env).filter(
      (name) => name.startsWith('TIEFEN_') && !(knownNames as readonly string[]).includes(name),
    ),
  }
  if (reader.problems.length > 0) return { kind: 'problems', problems: reader.problems }
  return { kind: 'config', config: Object.freeze(config) }
}
