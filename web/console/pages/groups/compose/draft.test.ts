import { describe, expect, test } from 'vitest'
import { messageInput } from '../../../../../src/contract/messages.ts'
import { redPacketInput } from '../../../../../src/contract/money.ts'
import { composedKinds, emptyDraft, emptyProduct, toMessage, toPacket, type ComposedKind, type Draft } from './draft.ts'
import { draftOfPost } from './from-post.ts'
import type { Post } from '../../../data/groups.ts'

const place = { from: 'luo', currency: 'CNY' }
const benefitId = '018f0000-0000-7000-8000-000000000001'
const product = { ...emptyProduct, productId: 'p1', name: '裙子', price: '199.90' }
const later = '2026-03-11T12:00:00.000Z'
const media = { mediaId: benefitId } as unknown as NonNullable<Draft['media']>

/** For each kind, the least that makes a message of it. */
const least: Readonly<Record<Exclude<ComposedKind, 'redPacket'>, Partial<Draft>>> = {
  text: { text: '今晚八点' },
  notice: { text: '今晚八点' },
  picture: { media: { ...media, kind: 'picture' } },
  video: { media: { ...media, kind: 'video' } },
  product: { product },
  coupon: { benefitId },
  livePreview: { text: '春装', startsAt: later },
  poll: { question: '哪个?', options: ['甲', '乙', ' '] },
  productVote: { question: '哪件?', products: [product, { ...product, productId: 'p2' }, emptyProduct] },
  topicCall: { question: '聊什么?' },
  musicCall: { question: '听什么?' },
  reviewCall: { product, benefitId, closesAt: later },
}
const kinds = composedKinds.filter((kind): kind is keyof typeof least => kind !== 'redPacket')

describe('GRP-8: what is composed', () => {
  test.each(kinds)('%s: nothing typed is no message; the least of it is one that the server takes', (kind) => {
    expect(toMessage(kind, emptyDraft, place)).toBeNull()
    const message = toMessage(kind, { ...emptyDraft, ...least[kind] }, place)
    expect(messageInput.safeParse(message).error).toBeUndefined()
  })

  test.each(kinds)('%s: a planned one can be changed: read back it is the same message', (kind) => {
    const draft = { ...emptyDraft, ...least[kind] }
    const message = messageInput.parse(toMessage(kind, draft, place))
    const again = draftOfPost({ message } as Post)
    expect(again?.kind).toBe(kind)
    const draftAgain = { ...(again?.draft ?? emptyDraft), media: draft.media }
    expect(toMessage(kind, draftAgain, place)).toEqual(toMessage(kind, draft, place))
  })

  test('a picture that was pasted is a screenshot, planned or not', () => {
    const draft = { ...emptyDraft, media: { ...media, kind: 'screenshot' as const } }
    const message = messageInput.parse(toMessage('picture', draft, place))
    expect(message.kind).toBe('screenshot')
    expect(draftOfPost({ message } as Post)?.kind).toBe('picture')
    expect(toMessage('video', draft, place)).toBeNull()
  })

  test('a price read back is the same in a currency without minor units', () => {
    const yen = { ...place, currency: 'JPY' }
    const message = messageInput.parse(
      toMessage('product', { ...emptyDraft, product: { ...product, price: '500' } }, yen),
    )
    expect(draftOfPost({ message } as Post)?.draft.product.price).toBe('500')
  })

  test('options that are the same, or fewer than two, are no poll', () => {
    const poll = (options: readonly string[]) => toMessage('poll', { ...emptyDraft, question: '?', options }, place)
    expect(poll(['甲', ' 甲'])).toBeNull()
    expect(poll(['甲', ''])).toBeNull()
    expect(poll(['甲', '乙'])).toMatchObject({ options: ['甲', '乙'], choicesMost: 1 })
  })

  test('a red packet comes out even or by luck, never below a fen a share', () => {
    const packet = (more: Partial<Draft>) => toPacket({ ...emptyDraft, ...more }, 'luo', 'CNY')
    expect(packet({ total: '0.49', count: 50 })).toBeNull()
    expect(packet({ total: '10', count: 3, split: 'equal' })).toBeNull()
    const wish = packet({ total: '10', count: 4, split: 'equal', text: '发财', minLevel: 3 })
    expect(redPacketInput.safeParse({ ...wish, to: 'allGroups' }).error).toBeUndefined()
    expect(wish).toMatchObject({ total: { value: 1_000, currency: 'CNY' }, greeting: '发财', minLevel: 3 })
  })
})
