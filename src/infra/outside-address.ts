import { lookup } from 'node:dns'
import type { LookupAddress } from 'node:dns'
import { BlockList, isIP, isIPv6 } from 'node:net'

/** Where we may call (OWASP API7, server-side request forgery): nobody may make this server talk to its own network. */

type Network = readonly [address: string, prefix: number]

/** Loopback and private networks: where a developer's own receiver is. */
const insideNetworks: readonly Network[] = [
  ['127.0.0.0', 8],
  ['10.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
  ['::1', 128],
  ['fc00::', 7],
]
/**
 * Everything else that IANA's special-purpose registries keep off the public internet: link-local (clouds serve credentials there), shared
 * address space (Alibaba's too), protocols, documentation, multicast, and IPv6 ranges that carry an IPv4 address inside.
 */
const forbiddenNetworks: readonly Network[] = [
  ['0.0.0.0', 8],
  ['100.64.0.0', 10],
  ['169.254.0.0', 16],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
  ['::', 128],
  ['64:ff9b::', 96],
  ['64:ff9b:1::', 48],
  ['100::', 64],
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
  ['5f00::', 16],
  ['fe80::', 10],
  ['fec0::', 10],
  ['ff00::', 8],
]

const family = (address: string): 'ipv4' | 'ipv6' => (isIPv6(address) ? 'ipv6' : 'ipv4')

function listOf(networks: readonly Network[]): (address: string) => boolean {
  const list = new BlockList()
  for (const [address, prefix] of networks) list.addSubnet(address, prefix, family(address))
  // an IPv4 address written as IPv6 (::ffff:10.0.0.1) meets the IPv4 networks
  return (address) => list.check(address, family(address))
}

/** `10.1.0.0/16`, or one address → a network; null when it is none. */
export function parseNetwork(text: string): Network | null {
  const [address = '', prefix, ...rest] = text.split('/')
  const version = isIP(address)
  const most = version === 6 ? 128 : 32
  if (version === 0 || rest.length > 0 || (prefix !== undefined && !/^\d{1,3}$/.test(prefix))) return null
  const bits = prefix === undefined ? most : Number(prefix)
  return bits <= most ? [address, bits] : null
}

/** Decides by scheme and address. `sandbox`: loopback and private networks are fine, by http too. */
export interface OutsidePolicy {
  readonly sandbox: boolean
  /** Says why not, else null. */
  refuseUrl(url: URL): string | null
  refuseAddress(scheme: string, address: string): string | null
}

/** @param networks allowed although they are not public (TIEFEN_WEBHOOK_NETWORKS) */
export function outsidePolicy(sandbox: boolean, networks: readonly string[]): OutsidePolicy {
  const inside = listOf(insideNetworks)
  const forbidden = listOf(forbiddenNetworks)
  const listed = listOf(networks.map(parseNetwork).filter((network) => network !== null))
  return {
    sandbox,
    refuseUrl({ protocol, username, password, hash, hostname }) {
      if (protocol !== 'https:' && !(sandbox && protocol === 'http:')) return 'The address must begin with https://'
      if (username !== '' || password !== '') return 'The address must not hold a name or password'
      if (hash !== '') return 'The address must not hold a fragment'
      return hostname === '' ? 'The address names no host' : null
    },
    refuseAddress(scheme, address) {
      const known = listed(address)
      if (scheme === 'http:')
        return sandbox && (known || inside(address)) ? null : 'Plain http is for loopback and private networks'
      if (known) return null
      const barred = forbidden(address) || (inside(address) && !sandbox)
      return barred ? 'The address leads into a private or reserved network' : null
    },
  }
}

/** Says that a name led where we may not call. */
export class BlockedAddress extends Error {
  readonly code = 'EBLOCKED'
}

/** The host of a URL without the brackets of IPv6. */
export const hostOf = (url: URL): string => url.hostname.replace(/^\[(.*)\]$/, '$1')

type Done = (error: Error | null, addresses?: LookupAddress[] | string, family?: number) => void

/**
 * Resolves a name for one connection and refuses it whole when any of its addresses is refused. The connection goes to the very address that was
 * looked at, so a name that changes its answer (DNS rebinding) gains nothing.
 */
export function guardedLookup(policy: OutsidePolicy, scheme: string) {
  return (host: string, options: { readonly all?: boolean; readonly family?: number | string }, done: Done): void => {
    const version = options.family === 4 || options.family === 6 ? options.family : 0
    lookup(host, { all: true, family: version }, (error, addresses) => {
      if (error !== null) return done(error)
      const refused = addresses.map(({ address }) => policy.refuseAddress(scheme, address)).find((why) => why !== null)
      const [first] = addresses
      if (refused !== undefined || first === undefined) return done(new BlockedAddress(refused ?? 'no address'))
      if (options.all === true) done(null, addresses)
      else done(null, first.address, first.family)
    })
  }
}
