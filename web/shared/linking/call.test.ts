import { afterEach, expect, test, vi } from 'vitest'
import { createClient } from '../../../sdk/client.ts'
import type { LinkSeat, LinkView } from '../../../src/contract/linking.ts'
import type { Live } from '../stream.ts'
import { createCall } from './call.ts'

/** A browser's part: one microphone, and a stream that holds its tracks. */
function stubBrowser() {
  const microphone = { kind: 'audio', enabled: true, stop: vi.fn() }
  class Stream {
    private readonly tracks = new Set<unknown>()
    addTrack = (track: unknown) => void this.tracks.add(track)
    removeTrack = (track: unknown) => void this.tracks.delete(track)
    getTracks = () => [...this.tracks]
  }
  const device = new Stream()
  device.addTrack(microphone)
  const page = new EventTarget()
  vi.stubGlobal('MediaStream', Stream)
  vi.stubGlobal('navigator', { mediaDevices: { getUserMedia: () => Promise.resolve(device) } })
  vi.stubGlobal('window', page)
  vi.stubGlobal('addEventListener', page.addEventListener.bind(page))
  vi.stubGlobal('removeEventListener', page.removeEventListener.bind(page))
  return microphone
}
afterEach(() => vi.unstubAllGlobals())

const view = (status: LinkView['status']): LinkView => ({
  linkId: 'l1',
  ownerId: 'luo',
  ownerName: '罗',
  groupId: 'g1',
  groupName: '群',
  kind: 'voice',
  status,
  how: status === 'ended' ? 'hungUp' : null,
  startedAt: '2026-03-10T12:00:00.000Z',
  activeAt: null,
  endedAt: null,
  mine: 1,
  parties: [{ party: 1, who: 'fan', id: 'ann', name: null, status: 'in', how: null, sitting: 1, ringUntil: null }],
})
const seat: LinkSeat = {
  link: view('active'),
  party: 1,
  sitting: 1,
  lastSeq: 0,
  iceServers: [],
  at: '2026-03-10T12:00:00.000Z',
}

test('GRP-8: who hangs up is heard and seen no more at once, while the server has not answered yet; then its word is shown', async () => {
  const microphone = stubBrowser()
  const leaving: { answer?: (response: Response) => void } = {}
  const json = (body: unknown) =>
    new Response(JSON.stringify(body), { headers: { 'content-type': 'application/json' } })
  const api = createClient({
    baseUrl: 'http://tiefen.test',
    getToken: () => null,
    fetch: (input) => {
      const request = new Request(input)
      if (request.url.endsWith('/leave')) {
        return new Promise((resolve) => (leaving.answer = resolve))
      }
      return Promise.resolve(json(request.url.includes('/signals') ? { items: [] } : seat))
    },
  })
  const live: Live = { subscribe: () => () => undefined, close: () => undefined }
  const call = createCall({ api, live, link: view('active'), from: 'ann', seat })
  await expect.poll(() => call.state().phase).toBe('in')
  expect(call.state().own?.microphone).toBe('on')
  const hungUp = call.hangUp()
  expect(call.state()).toMatchObject({ phase: 'over', own: null })
  expect(microphone.stop).toHaveBeenCalledOnce()
  await expect.poll(() => leaving.answer).toBeDefined()
  leaving.answer?.(json(view('ended')))
  await hungUp
  expect(call.state()).toMatchObject({ phase: 'over', link: { status: 'ended', how: 'hungUp' } })
})
