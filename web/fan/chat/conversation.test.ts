import { expect, test } from 'vitest'
import { createConversation } from './conversation.ts'
import type { ChatSource } from './source.ts'
import type { ChatMessage } from './timeline.ts'

const said = (seq: number): ChatMessage => ({
  messageId: `m${seq}`,
  seq,
  at: '2026-03-01T12:00:00Z',
  from: 'ann',
  sender: { kind: 'fan', name: null },
  kind: 'text',
  text: `t${seq}`,
})

/** What lies on the server, and a phone that reads it. */
function talk(length: number) {
  const all = Array.from({ length }, (_, index) => said(index + 1))
  const onItsWay = { happens: (): void => undefined }
  const source: ChatSource<ChatMessage> = {
    id: 'group:g:me',
    self: 'me',
    topics: [],
    load: async ({ before = Infinity, after, limit }) => {
      const page =
        after === undefined
          ? all.filter(({ seq }) => seq < before).slice(-limit)
          : all.filter(({ seq }) => seq > after).slice(0, limit)
      onItsWay.happens()
      return page
    },
    send: () => Promise.reject(new Error('nothing is said')),
    made: () => said(0),
    read: () => Promise.resolve(),
    hear: ({ kind, body }) => ({ [kind]: body['seq'] }) as { deleted: number } | { restored: number },
  }
  const conversation = createConversation(source)
  const hear = (kind: 'deleted' | 'restored', seq: number) => conversation.hear({ topic: 'g', kind, body: { seq } })
  return { all, conversation, hear, onItsWay, shown: () => conversation.shown().timeline.messages }
}
const seqs = (messages: readonly ChatMessage[]) => messages.map(({ seq }) => seq)
const upTo = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index)

test.each([
  ['nothing', 0, upTo(31, 80)],
  ['a page', 50, upTo(31, 130)],
  ['more than a page', 51, upTo(31, 131)],
  ['several pages', 340, upTo(31, 420)],
  ['more than is fetched', 360, upTo(391, 440)],
])(
  'GRP-10: who comes back after %s was said misses none and begins anew only after long',
  async (_what, more, want) => {
    const { all, conversation, shown } = talk(80)
    await conversation.refresh()
    for (let n = 1; n <= more; n += 1) all.push(said(80 + n))
    await conversation.refresh()
    expect(seqs(shown())).toEqual(want)
  },
)

test('GRP-9: what was taken back while nobody looked is so on coming back', async () => {
  const { all, conversation, shown } = talk(60)
  await conversation.refresh()
  all[39] = { ...said(40), kind: 'deleted', text: undefined }
  await conversation.refresh()
  expect(shown().find(({ seq }) => seq === 40)).toMatchObject({ kind: 'deleted' })
})

test('GRP-9: what was hidden and is let be says again what it said, on an open page and on coming back', async () => {
  const { conversation, hear, shown } = talk(60)
  await conversation.refresh()
  const saysNow = (seq: number) => shown().find((message) => message.seq === seq)?.text
  hear('deleted', 40)
  hear('deleted', 50)
  expect([saysNow(40), saysNow(50)]).toEqual([undefined, undefined])
  hear('restored', 40)
  await expect.poll(() => saysNow(40)).toBe('t40')
  hear('deleted', 50)
  await conversation.refresh()
  expect(saysNow(50)).toBe('t50')
  // not on this phone: it comes with its page
  hear('restored', 3)
  await conversation.older()
  expect(seqs(shown())).toEqual(upTo(1, 60))
})

test('GRP-9: what is taken back while an older page is on its way stays so', async () => {
  const { conversation, hear, onItsWay, shown } = talk(60)
  await conversation.refresh()
  onItsWay.happens = () => hear('deleted', 5)
  await conversation.older()
  onItsWay.happens = () => hear('deleted', 40)
  await conversation.refresh()
  const gone = shown().filter(({ kind }) => kind === 'deleted')
  expect(seqs(gone)).toEqual([5, 40])
})

test('GRP-8: a message far up is read again by itself, and what is not loaded stays so', async () => {
  const { all, conversation, shown } = talk(120)
  await conversation.refresh()
  await conversation.older()
  all[24] = { ...said(25), text: 'new link' }
  conversation.again(25)
  await expect.poll(() => shown().find(({ seq }) => seq === 25)?.text).toBe('new link')
  expect(seqs(shown())).toEqual(upTo(21, 120))
})
