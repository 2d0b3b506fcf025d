import type { Post } from '../../../data/groups.ts'
import { moneyText } from '../../../../shared/money-text.ts'
import { composedKinds, emptyDraft, emptyProduct, type ComposedKind, type Draft, type ProductDraft } from './draft.ts'

type Product = {
  readonly productId: string
  readonly name?: string | undefined
  readonly imageUrl?: string | undefined
  readonly price?: { readonly value: number; readonly currency: string } | undefined
}

const productDraft = (product: Product): ProductDraft => ({
  ...emptyProduct,
  productId: product.productId,
  name: product.name ?? '',
  imageUrl: product.imageUrl ?? '',
  price: product.price === undefined ? '' : moneyText(product.price.value, product.price.currency),
})

/** A planned post as a draft again, to be changed; null: of a kind that this page does not compose. A picture that was chosen is chosen anew. */
export function draftOfPost({ message }: Post): { readonly kind: ComposedKind; readonly draft: Draft } | null {
  const kind = composedKinds.find((each) => each === (message.kind === 'screenshot' ? 'picture' : message.kind))
  if (kind === undefined) return null
  const text = 'text' in message ? (message.text ?? '') : ''
  const asked =
    'question' in message
      ? { question: message.question, closesAt: message.closesAt ?? '', results: message.results }
      : {}
  switch (message.kind) {
    case 'product':
      return { kind, draft: { ...emptyDraft, text, product: productDraft(message) } }
    case 'coupon':
      return { kind, draft: { ...emptyDraft, text, benefitId: message.benefitId } }
    case 'livePreview':
      return { kind, draft: { ...emptyDraft, text, startsAt: message.startsAt } }
    case 'poll':
      return { kind, draft: { ...emptyDraft, ...asked, options: message.options, choicesMost: message.choicesMost } }
    case 'productVote':
      return {
        kind,
        draft: {
          ...emptyDraft,
          ...asked,
          products: message.products.map(productDraft),
          choicesMost: message.choicesMost,
        },
      }
    case 'topicCall':
    case 'musicCall':
      return { kind, draft: { ...emptyDraft, ...asked, each: message.each } }
    case 'reviewCall': {
      const { benefitId, quota, closesAt } = message
      return { kind, draft: { ...emptyDraft, text, product: productDraft(message), benefitId, quota, closesAt } }
    }
    default:
      return { kind, draft: { ...emptyDraft, text } }
  }
}
