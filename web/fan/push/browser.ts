/** What this browser can do about pushes, and whether it does. */
export type PushState =
  /** no push in this browser */
  | 'unsupported'
  /** iOS pushes to pages on the home screen alone */
  | 'install'
  /** the user said no; only the browser's own settings change that */
  | 'denied'
  | 'off'
  | 'on'

const worker = '/push-worker.js'
const scope = '/fan/'

/** iPads call themselves Macs and have fingers. */
const isApplePhone = (): boolean =>
  /iP(hone|ad|od)/.test(navigator.userAgent) || (/Macintosh/.test(navigator.userAgent) && navigator.maxTouchPoints > 1)

const canPush = (): boolean => 'serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window

/** This browser's subscription; null: none. */
export async function findSubscription(): Promise<PushSubscription | null> {
  if (!canPush()) return null
  const registration = await navigator.serviceWorker.getRegistration(scope)
  return (await registration?.pushManager.getSubscription()) ?? null
}

/** How this browser stands. */
export async function readPushState(): Promise<PushState> {
  if (!canPush()) return isApplePhone() ? 'install' : 'unsupported'
  if (Notification.permission === 'denied') return 'denied'
  return Notification.permission === 'granted' && (await findSubscription()) !== null ? 'on' : 'off'
}

const bytesOf = (base64url: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(base64url.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0))

/** One subscription of an old key of the server is of no use any more. */
function isOf(subscription: PushSubscription, publicKey: string): boolean {
  const key = subscription.options.applicationServerKey
  if (key === null) return false
  const [ours, theirs] = [bytesOf(publicKey), new Uint8Array(key)]
  return ours.length === theirs.length && ours.every((byte, index) => byte === theirs[index])
}

/** Asks the user, then the browser's push service. @returns null: the user said no. @throws where the browser cannot */
export async function subscribe(publicKey: string): Promise<PushSubscription | null> {
  if ((await Notification.requestPermission()) !== 'granted') return null
  const registration = await navigator.serviceWorker.register(worker, { scope })
  await registration.update().catch(() => undefined)
  const known = await registration.pushManager.getSubscription()
  if (known !== null && isOf(known, publicKey)) return known
  await known?.unsubscribe()
  return registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: bytesOf(publicKey) })
}

/** What a list of devices calls this one. */
function deviceName(): string {
  const agent = navigator.userAgent
  const system = /Android/.test(agent)
    ? 'Android'
    : isApplePhone()
      ? 'iPhone / iPad'
      : (/Windows|Macintosh|Linux/.exec(agent)?.[0] ?? '')
  const browser = /Edg\/|Firefox|MicroMessenger|Chrome|Safari/.exec(agent)?.[0].replace('Edg/', 'Edge') ?? 'Browser'
  return [browser, system].filter((part) => part !== '').join(' · ')
}

/** A subscription as the server takes it. */
export function deviceOf(subscription: PushSubscription, language: 'zh' | 'en') {
  const { keys } = subscription.toJSON()
  return {
    endpoint: subscription.endpoint,
    keys: { p256dh: keys?.['p256dh'] ?? '', auth: keys?.['auth'] ?? '' },
    language,
    device: deviceName(),
  }
}
