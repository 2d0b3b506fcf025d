const local = /^(localhost|127\.|\[::1\])/

/** An address that a phone can open: one the server names for its network, else this page's own unless it is this machine's only; null when there is none. */
export function phoneAddress(lanUrls: readonly string[], { hostname, origin } = window.location): string | null {
  return lanUrls[0] ?? (local.test(hostname) ? null : origin)
}
