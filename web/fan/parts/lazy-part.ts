import { lazy, type ComponentType } from 'react'

/** While the server cannot be reached the next attempt waits so long, or for the line. */
const waitMilliseconds = 3_000
/** So often a file is asked for that the server, which is there, does not give: a new version was installed meanwhile. */
const refusedMost = 2

/** A part of the page whose code comes when it is needed. Without a line it waits for it, as everything does; what is gone for good ends in the boundary. */
export const lazyPart = <P>(load: () => Promise<ComponentType<P>>) =>
  lazy(async () => ({ default: await arrival(load) }))

async function arrival<T>(load: () => Promise<T>): Promise<T> {
  for (let refused = 0; ;) {
    try {
      await styleAgain()
      return await load()
    } catch (error) {
      if (await isThere()) refused += 1
      if (refused >= refusedMost) throw error
      await lineOrPause()
    }
  }
}

window.addEventListener(
  'error',
  ({ target }) => {
    if (target instanceof HTMLLinkElement) target.dataset['failed'] = ''
  },
  true,
)

/** Style sheets that did not come: Vite asks for the script of a part again, for its style never. */
async function styleAgain(): Promise<void> {
  const failed = [...document.querySelectorAll<HTMLLinkElement>('link[data-failed][rel="stylesheet"]')]
  const again = failed.map((link) => {
    const fresh = link.cloneNode() as HTMLLinkElement
    delete fresh.dataset['failed']
    link.replaceWith(fresh)
    return new Promise((resolve, reject) => {
      fresh.onload = resolve
      fresh.onerror = reject
    })
  })
  await Promise.all(again)
}

const isThere = (): Promise<boolean> =>
  fetch('/boot.js', { cache: 'no-store' }).then(
    ({ ok }) => ok,
    () => false,
  )

const lineOrPause = (): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(done, waitMilliseconds)
    window.addEventListener('online', done)
    function done() {
      clearTimeout(timer)
      window.removeEventListener('online', done)
      resolve()
    }
  })
