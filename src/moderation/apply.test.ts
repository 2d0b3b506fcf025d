import { expect, test } from 'vitest'
import type { z } from 'zod'
import { messageInput, type MessageInput } from '../contract/messages.ts'
import { serviceMessageInput, type ServiceMessageInput } from '../contract/service.ts'
import { createWordList } from '../lib/words/word-list.ts'
import { judgeSaying, unset, type Settings } from './apply.ts'

/** A list that masks every letter and every figure, wherever it stands. */
const words = [...'abcdefghijklmnopqrstuvwxyz0123456789'].map((sign) => `*${sign}*`)
const everything: Settings = {
  ...unset,
  words: { list: createWordList(words), words, actions: words.map(() => 'mask' as const) },
}

const uuid = '0199a2c4-0000-7000-8000-00000000000a'
const closesAt = '2026-03-12T12:00:00Z'
const sent = { from: 'owner', subGroupId: 'group.1', to: 'group', sendId: 'send' } as const
const product = {
  productId: 'p1',
  name: 'a name',
  imageUrl: 'https://img.example.com/a.jpg',
  price: { value: 1, currency: 'CNY' },
}
const asked = { question: 'a question', closesAt, results: 'voted' } as const
const medium = { ...sent, mediaId: uuid, text: 'words' }

/** Each kind with all that it can hold. */
const messages: { readonly [K in MessageInput['kind']]: Extract<MessageInput, { kind: K }> } = {
  text: { ...sent, kind: 'text', text: 'words', mentions: ['ann'] },
  notice: { ...sent, kind: 'notice', text: 'words' },
  product: { ...sent, kind: 'product', ...product, text: 'words' },
  coupon: { ...sent, kind: 'coupon', benefitId: uuid, text: 'words' },
  livePreview: { ...sent, kind: 'livePreview', startsAt: closesAt, text: 'words' },
  poll: { ...sent, kind: 'poll', ...asked, options: ['one', 'two'], choicesMost: 1 },
  productVote: { ...sent, kind: 'productVote', ...asked, products: [product, { productId: 'p2' }], choicesMost: 1 },
  topicCall: { ...sent, kind: 'topicCall', ...asked, each: 3 },
  musicCall: { ...sent, kind: 'musicCall', ...asked, each: 3 },
  reviewCall: { ...sent, kind: 'reviewCall', ...product, text: 'words', benefitId: uuid, quota: 1, closesAt },
  picture: { ...medium, kind: 'picture' },
  screenshot: { ...medium, kind: 'screenshot' },
  video: { ...medium, kind: 'video' },
}
const served = { sendId: 'send', side: 'fan' } as const
const serviceMessages: { readonly [K in ServiceMessageInput['kind']]: Extract<ServiceMessageInput, { kind: K }> } = {
  text: { ...served, kind: 'text', text: 'words' },
  product: { ...served, kind: 'product', productId: 'p1', text: 'words' },
  order: { ...served, kind: 'order', orderId: 'o1', text: 'words' },
  note: { ...served, kind: 'note', text: 'words' },
}

/** Every text in a value, by its path. */
function textsIn(value: unknown, path = ''): readonly (readonly [path: string, text: string])[] {
  if (typeof value === 'string') return [[path, value]]
  if (value === null || typeof value !== 'object') return []
  return Object.entries(value).flatMap(([key, one]) => textsIn(one, path === '' ? key : `${path}.${key}`))
}
/** A copy with another text at a path. */
function withText<T>(value: T, path: string, text: string): T {
  const [key = '', ...rest] = path.split('.')
  const copy = structuredClone(value) as Record<string, unknown>
  copy[key] = rest.length === 0 ? text : withText(copy[key], rest.join('.'), text)
  return copy as T
}

const forms = [...messageInput.options, ...serviceMessageInput.options].map((form) => ({
  form: form as z.ZodType,
  fields: Object.keys(form.shape),
}))
const bodies: readonly object[] = [...Object.values(messages), ...Object.values(serviceMessages)]
const cases = forms.map(({ form, fields }, index) => ({ form, fields, body: bodies[index] ?? {} }))

test.each(cases)('GRP-8: of $body.kind words are judged, and nothing else', ({ form, fields, body }) => {
  expect(form.parse(body)).toEqual(body)
  expect(Object.keys(body).sort(), 'an example with all that there is').toEqual(fields.sort())
  const { body: judged } = judgeSaying({ clubNo: 1, side: 'owner', body }, everything, unset)
  const before = new Map(textsIn(body))
  const masked = textsIn(judged).flatMap(([path, text]) => (text === before.get(path) ? [] : [path]))
  // where anything may be written, words are; a sub-group is named and looked for
  const free = [...before.keys()].filter(
    (path) => path !== 'subGroupId' && form.safeParse(withText(body, path, '随便 说')).success,
  )
  expect(masked.sort()).toEqual(free.sort())
})
