import { isAbsolute, resolve } from 'node:path'
import type { EdgeConfig, IssuerConfig, OidcConfig } from './edge/settings.ts'
import { logLevels } from './infra/log.ts'
import type { LogLevel } from './infra/log.ts'

/** Bounds of what lies behind the edge, named, with their units; the edge's own are in edge/settings.ts, the form's in contract/. */
export const limits = {
  /** Sessions of this node on PostgreSQL. */
  databaseSessions: 16,
  /** Events waiting for a group commit; beyond, callers are told to come back (429 busy). */
  queueEventsMost: 50_000,
  /** Events of one group commit: as many as the largest call may bring. */
  batchEventsMost: 5_000,
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
  readonly natsUrl: string | null
  readonly logLevel: LogLevel
  /** What the edge takes from here; the secret key and the folder of the pages are found at the start. */
  readonly edge: Omit<EdgeConfig, 'secretKey' | 'webRoot'>
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
  'TIEFEN_DATA',
  'TIEFEN_SECRET_KEY',
  'TIEFEN_SANDBOX',
  'TIEFEN_DEMO',
  'TIEFEN_TIME_ZONE',
  'TIEFEN_PUBLIC_URL',
  'TIEFEN_TRUST_PROXY',
  'TIEFEN_LOG_LEVEL',
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

function readTimeZone(reader: Reader): string {
  const value = reader.text('TIEFEN_TIME_ZONE') ?? 'Asia/Shanghai'
  try {
    return new Intl.DateTimeFormat('en', { timeZone: value }).resolvedOptions().timeZone
  } catch {
    reader.refuse('TIEFEN_TIME_ZONE', '须为 IANA 时区名', 'must be an IANA time zone', value)
    return 'Asia/Shanghai'
  }
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

function readTrustProxy(reader: Reader): readonly string[] {
  const value = reader.text('TIEFEN_TRUST_PROXY')
  if (value === null) return []
  const networks = value.split(',').map((item) => item.trim())
  const wrong = networks.filter((item) => !/^[0-9a-fA-F.:]+(\/\d{1,3})?$/.test(item))
  if (wrong.length > 0) {
    reader.refuse(
      'TIEFEN_TRUST_PROXY',
      '须为以逗号分隔的地址或网段',
      'must be addresses or networks, separated by commas',
      wrong.join(','),
    )
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
    trustProxy: readTrustProxy(reader),
    oidc: readOidc(reader, issuer, allowHttp),
    issuer: readIssuer(reader, issuer, schemes),
  }
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
    natsUrl: reader.url('NATS_URL', ['nats', 'tls', 'ws', 'wss'], true),
    logLevel: readLogLevel(reader),
    edge: Object.freeze(readEdge(reader)),
    unknownNames: Object.keys(env).filter(
      (name) => name.startsWith('TIEFEN_') && !(knownNames as readonly string[]).includes(name),
    ),
  }
  if (reader.problems.length > 0) return { kind: 'problems', problems: reader.problems }
  return { kind: 'config', config: Object.freeze(config) }
}
