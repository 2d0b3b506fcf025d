import type { MediaView } from '../../../../../src/contract/media.ts'
import type { PollKind, PollView } from '../../../../../src/contract/polls.ts'
import type { MessageFace } from '../../../../shared/message/MessageBody.tsx'
import type { BenefitList, PacketWish } from '../../../data/benefits.ts'
import type { MessageWish } from '../../../data/groups.ts'
import { parseMoney } from '../../../../shared/money-text.ts'

/** What can be composed, in the order in which it is offered. */
export const composedKinds = [
  'text',
  'notice',
  'picture',
  'video',
  'product',
  'coupon',
  'redPacket',
  'livePreview',
  'poll',
  'productVote',
  'topicCall',
  'musicCall',
  'reviewCall',
] as const
export type ComposedKind = (typeof composedKinds)[number]

/** A product as it is typed; the shop is the platform's, so its id is asked for. */
export interface ProductDraft {
  readonly productId: string
  readonly name: string
  readonly price: string
  readonly imageUrl: string
}
export const emptyProduct: ProductDraft = { productId: '', name: '', price: '', imageUrl: '' }

/** Every field of every kind; a kind uses its own, and what was typed is kept while one looks at another. */
export interface Draft {
  readonly text: string
  readonly product: ProductDraft
  readonly products: readonly ProductDraft[]
  readonly benefitId: string | null
  /** RFC 3339, or empty */
  readonly startsAt: string
  readonly question: string
  readonly options: readonly string[]
  readonly choicesMost: number
  readonly closesAt: string
  readonly results: PollView['results']
  readonly each: number
  readonly quota: number
  readonly media: MediaView | null
  readonly split: PacketWish['split']
  readonly total: string
  readonly count: number
  readonly minLevel: number
}

export const emptyDraft: Draft = {
  text: '',
  product: emptyProduct,
  products: [emptyProduct, emptyProduct],
  benefitId: null,
  startsAt: '',
  question: '',
  options: ['', ''],
  choicesMost: 1,
  closesAt: '',
  results: 'always',
  each: 3,
  quota: 50,
  media: null,
  split: 'lucky',
  total: '',
  count: 50,
  minLevel: 0,
}

const clean = (text: string): string => text.trim()
const optional = <K extends string>(key: K, text: string): Partial<Record<K, string>> =>
  clean(text) === '' ? {} : ({ [key]: clean(text) } as Partial<Record<K, string>>)

const productOf = (product: ProductDraft, currency: string) => {
  const value = parseMoney(product.price, currency)
  return {
    productId: clean(product.productId),
    ...optional('name', product.name),
    ...optional('imageUrl', product.imageUrl),
    ...(value === null ? {} : { price: { value, currency } }),
  }
}

const named = (product: ProductDraft) => clean(product.productId) !== ''
const filled = (option: string) => clean(option) !== ''
const differ = (values: readonly string[]) => new Set(values).size === values.length

/** The medium of a draft where it is of the kind that is composed; a picture may be one that was pasted, a screenshot (GRP-8). */
export const mediumOf = (kind: ComposedKind, { media }: Pick<Draft, 'media'>): MediaView | null =>
  media?.kind === kind || (media?.kind === 'screenshot' && kind === 'picture') ? media : null

/** The message of a draft, as it is posted; null while something that it needs is missing. A red packet is no message: `toPacket`. */
export function toMessage(
  kind: ComposedKind,
  draft: Draft,
  place: { readonly from: string; readonly currency: string },
): MessageWish | null {
  const { from, currency } = place
  const text = clean(draft.text)
  const asked = { question: clean(draft.question), results: draft.results, ...optional('closesAt', draft.closesAt) }
  const medium = mediumOf(kind, draft)
  switch (kind) {
    case 'text':
    case 'notice':
      return text === '' ? null : { from, kind, text }
    case 'picture':
    case 'video':
      return medium === null ? null : { from, kind: medium.kind, mediaId: medium.mediaId, ...optional('text', text) }
    case 'product':
      return named(draft.product)
        ? { from, kind, ...productOf(draft.product, currency), ...optional('text', text) }
        : null
    case 'coupon':
      return draft.benefitId === null ? null : { from, kind, benefitId: draft.benefitId, ...optional('text', text) }
    case 'livePreview':
      return text === '' || draft.startsAt === '' ? null : { from, kind, text, startsAt: draft.startsAt }
    case 'poll': {
      const options = draft.options.filter(filled).map(clean)
      if (asked.question === '' || options.length < 2 || !differ(options)) return null
      return { from, kind, ...asked, options, choicesMost: Math.min(draft.choicesMost, options.length) }
    }
    case 'productVote': {
      const products = draft.products.filter(named).map((product) => productOf(product, currency))
      if (asked.question === '' || products.length < 2 || !differ(products.map(({ productId }) => productId)))
        return null
      return { from, kind, ...asked, products, choicesMost: Math.min(draft.choicesMost, products.length) }
    }
    case 'topicCall':
    case 'musicCall':
      return asked.question === '' ? null : { from, kind, ...asked, each: draft.each }
    case 'reviewCall': {
      if (!named(draft.product) || draft.benefitId === null || draft.closesAt === '') return null
      const { closesAt, quota, benefitId } = draft
      return {
        from,
        kind,
        ...productOf(draft.product, currency),
        benefitId,
        quota,
        closesAt,
        ...optional('text', text),
      }
    }
    case 'redPacket':
      return null
  }
}

/** The red packet of a draft without its place; null while it cannot be opened so. */
export function toPacket(draft: Draft, ownerId: string, currency: string): PacketWish | null {
  const value = parseMoney(draft.total, currency)
  if (value === null || draft.count < 1 || value < draft.count) return null
  if (draft.split === 'equal' && value % draft.count !== 0) return null
  return {
    ownerId,
    split: draft.split,
    total: { value, currency },
    count: draft.count,
    ...(draft.minLevel === 0 ? {} : { minLevel: draft.minLevel }),
    ...optional('greeting', draft.text.slice(0, 40)),
  }
}

/** What a fan will see of a draft; what is not filled in yet is left to the card's own words. */
export function toFace(
  kind: ComposedKind,
  draft: Draft,
  known: { readonly currency: string; readonly benefits: BenefitList['items']; readonly now: string },
): MessageFace {
  const { currency, benefits, now } = known
  const words = optional('text', draft.text)
  const owner = { sender: { kind: 'owner' as const, name: null } }
  const medium = mediumOf(kind, draft)
  switch (kind) {
    case 'picture':
    case 'video':
      return { kind: medium?.kind ?? kind, ...owner, ...words, ...(medium === null ? {} : { media: medium }) }
    case 'product':
      return { kind, ...owner, ...words, ...productOf(draft.product, currency) }
    case 'coupon':
      return { kind, ...owner, ...words, ...faceOfBenefit(draft.benefitId, benefits) }
    case 'livePreview':
      return { kind, ...owner, ...words, ...optional('startsAt', draft.startsAt) }
    case 'poll':
    case 'productVote':
    case 'topicCall':
    case 'musicCall':
      return { kind, ...owner, poll: pollOf(kind, draft, currency, now) }
    case 'reviewCall':
      return { kind, ...owner, ...words, ...productOf(draft.product, currency) }
    case 'text':
    case 'notice':
    case 'redPacket':
      return {
        kind,
        ...owner,
        text: clean(draft.text),
        ...(kind === 'redPacket' && clean(draft.text) === '' ? { text: undefined } : {}),
      }
  }
}

function faceOfBenefit(benefitId: string | null, benefits: BenefitList['items']): Partial<MessageFace> {
  const benefit = benefits.find((each) => each.benefitId === benefitId)
  return benefit === undefined ? {} : { benefit: { ...benefit, claimed: false } as MessageFace['benefit'] }
}

function pollOf(kind: PollKind, draft: Draft, currency: string, now: string): PollView {
  const shared = { votes: null, picked: false, by: null }
  const options =
    kind === 'poll'
      ? draft.options.filter(filled).map((text, index) => ({ ...shared, option: index + 1, text }))
      : kind === 'productVote'
        ? draft.products.filter(named).map((product, index) => ({
            ...shared,
            option: index + 1,
            text: clean(product.name) === '' ? clean(product.productId) : clean(product.name),
            product: productOf(product, currency),
          }))
        : []
  return {
    pollId: '',
    messageId: '',
    ownerId: '',
    kind,
    question: clean(draft.question),
    status: 'open',
    choicesMost: draft.choicesMost,
    each: kind === 'topicCall' || kind === 'musicCall' ? draft.each : 0,
    results: draft.results,
    openedAt: now,
    closesAt: draft.closesAt === '' ? null : draft.closesAt,
    closedAt: null,
    voters: 0,
    suggestions: 0,
    options,
    mine: null,
  }
}
