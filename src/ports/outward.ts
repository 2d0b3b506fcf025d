import type { Topic } from '../contract/topics.ts'
import type { WebhookData, WebhookType } from '../contract/webhooks.ts'

type Body = Readonly<Record<string, unknown>>

/** How a message of the outbox is told outside: one rule for each public type, in the slice that owns the fact (`publish.ts`). */
export type OutwardRule = {
  [T in WebhookType]: {
    readonly type: T
    /** The message it is made of. A fact told on two topics is taken from one. */
    readonly topic: Topic['kind']
    readonly kind: string
    /** The public body; null when the message says nothing that may leave. Total: it never throws. */
    data(topic: Topic, body: Body): WebhookData<T> | null
  }
}[WebhookType]

/** Keeps the type of one rule's body while a list holds all. */
export const outward = <T extends WebhookType>(rule: Extract<OutwardRule, { readonly type: T }>): OutwardRule => rule
