// Shows pushes and opens what they are of. It answers no request and keeps no page, so that a new version of the site is never held back by an old one.

/** @param {PushEvent} event */
const payloadOf = (event) => {
  try {
    return event.data?.json() ?? {}
  } catch {
    return {}
  }
}

// a page of ours, whatever a push says
const pathOf = (path) => {
  const { origin } = self.location
  const url = typeof path === 'string' && URL.canParse(path, origin) ? new URL(path, origin) : null
  return url?.origin === origin ? url.pathname + url.search + url.hash : '/fan/'
}

self.addEventListener('install', () => self.skipWaiting())
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()))

self.addEventListener('push', (event) => {
  const { title, line, path, tag, at } = payloadOf(event)
  const shown = self.registration.showNotification(typeof title === 'string' && title !== '' ? title : 'Tiefen', {
    body: typeof line === 'string' ? line : '',
    icon: '/icon-192.png',
    badge: '/icon-mark-96.png',
    ...(typeof tag === 'string' && tag !== '' ? { tag } : {}),
    ...(typeof at === 'number' ? { timestamp: at } : {}),
    data: { path: pathOf(path) },
  })
  event.waitUntil(shown.then(countAll))
})

// the number on the app's icon is how many are still shown
const countAll = async () => {
  const { length } = await self.registration.getNotifications()
  if (length > 0) await self.navigator.setAppBadge?.(length).catch(() => undefined)
  else await self.navigator.clearAppBadge?.().catch(() => undefined)
}

self.addEventListener('notificationclose', (event) => event.waitUntil(countAll()))

self.addEventListener('notificationclick', (event) => {
  event.notification.close()
  event.waitUntil(Promise.all([open(pathOf(event.notification.data?.path)), countAll()]))
})

/** The page itself where it is open, else one of ours that goes there, else a new one. */
const open = async (path) => {
  const url = new URL(path, self.location.origin)
  const pages = await self.clients.matchAll({ type: 'window', includeUncontrolled: true })
  const there = pages.find((page) => page.url === url.href)
  if (there !== undefined) return there.focus()
  const other = pages.find((page) => new URL(page.url).pathname.startsWith('/fan'))
  if (other !== undefined) {
    const focused = await other.focus().catch(() => other)
    const gone = await focused.navigate(url.href).catch(() => null)
    if (gone !== null) return gone
  }
  return self.clients.openWindow(url.href)
}
