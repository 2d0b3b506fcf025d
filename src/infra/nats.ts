import { randomInt } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'
import { connect, credsAuthenticator } from '@nats-io/transport-node'
import type { NatsConnection, NodeConnectionOptions } from '@nats-io/transport-node'
import type { Log } from '../ports/log.ts'

/** Where the broker is and who we are there. */
export interface NatsPlace {
  /** One or more `nats://` or `tls://` addresses, separated by commas; user and password, or a token, may stand in the first. */
  readonly url: string
  /** A `.creds` file (JWT and key), read at every attempt, so that it may be renewed; null: what the address says. */
  readonly credsFile: string | null
  /** What connections are called in the broker's lists. */
  readonly name: string
}

const CONNECT_TIMEOUT_MS = 2_000
const PING_EVERY_MS = 5_000
const RECONNECT_WAIT_MS = 250
/** Nodes that lost one broker do not come back at the same moment. */
const RECONNECT_JITTER_MS = 500

function addressOptions(url: string): NodeConnectionOptions {
  const addresses = url.split(',').map((address) => new URL(address.trim()))
  const [first] = addresses
  const user = decodeURIComponent(first?.username ?? '')
  const pass = decodeURIComponent(first?.password ?? '')
  return {
    servers: addresses.map((address) => address.host),
    ...(user === '' ? {} : pass === '' ? { token: user } : { user, pass }),
    // a certificate that Node does not trust is refused; NODE_EXTRA_CA_CERTS adds one's own authority
    ...(addresses.some((address) => address.protocol === 'tls:') ? { tls: {} } : {}),
  }
}

/**
 * One attempt to connect; afterwards the connection comes back by itself for as long as it is open.
 * @throws what the client throws: the broker is not there, or does not want us
 */
export async function connectNats(place: NatsPlace): Promise<NatsConnection> {
  const creds = place.credsFile === null ? null : await readFile(place.credsFile)
  return connect({
    ...addressOptions(place.url),
    ...(creds === null ? {} : { authenticator: credsAuthenticator(creds) }),
    name: place.name,
    timeout: CONNECT_TIMEOUT_MS,
    noEcho: true,
    pingInterval: PING_EVERY_MS,
    maxPingOut: 2,
    maxReconnectAttempts: -1,
    reconnectTimeWait: RECONNECT_WAIT_MS,
    reconnectJitter: RECONNECT_JITTER_MS,
    reconnectJitterTLS: RECONNECT_JITTER_MS,
    // an account that is being changed may refuse us for a while
    ignoreAuthErrorAbort: true,
  })
}

/** Between attempts, at random up to twice this. */
const RETRY_MS = 1_000

/** Attempts until one succeeds, the first failure told; null when `signal` fired before. */
export async function keepTryingNats(place: NatsPlace, log: Log, signal: AbortSignal): Promise<NatsConnection | null> {
  for (let told = false; !signal.aborted; told = true) {
    try {
      return await connectNats(place)
    } catch (error) {
      if (!told) log.warn({ err: error }, 'the broker cannot be reached; trying on')
    }
    await pause(randomInt(RETRY_MS, 2 * RETRY_MS), undefined, { signal }).catch(() => undefined)
  }
  return null
}
