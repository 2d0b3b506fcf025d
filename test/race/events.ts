/** Raw events for tests, with the envelope filled in. */
let counter = 0

export interface EventParts {
  readonly id?: string
  readonly source?: string
  readonly subject?: string
  readonly at: number
  readonly data: Readonly<Record<string, unknown>>
}

/** A CloudEvent; its id is one of its own unless given. */
export function event(type: string, { id, source = 'test', subject, at, data }: EventParts): Record<string, unknown> {
  counter += 1
  return {
    specversion: '1.0',
    id: id ?? `e-${counter}`,
    source,
    type,
    ...(subject === undefined ? {} : { subject }),
    time: new Date(at).toISOString(),
    data,
  }
}

/** An order of one line in yuan. */
export function order(parts: {
  id?: string
  ownerId: string
  userId: string
  orderId: string
  yuan: number
  at: number
  sessionId?: string
}) {
  const amount = { value: parts.yuan * 100, currency: 'CNY' }
  const { ownerId, orderId, sessionId } = parts
  return event('order.paid', {
    ...(parts.id === undefined ? {} : { id: parts.id }),
    subject: parts.userId,
    at: parts.at,
    data: {
      ownerId,
      orderId,
      amount,
      lines: [{ lineId: 'l1', productId: 'p1', quantity: 1, amount }],
      ...(sessionId === undefined ? {} : { sessionId }),
    },
  })
}
