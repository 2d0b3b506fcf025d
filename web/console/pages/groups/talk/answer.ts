/** Who is called on. */
export interface Mention {
  readonly userId: string
  readonly name: string
}

/** An answer as it stands in its box, or as it went out. */
export interface Answer {
  readonly text: string
  readonly mentions: readonly Mention[]
}

/** What stays in the box once an answer is sent: words that were changed meanwhile, and who was called on since. */
export const leftOf = (now: Answer, sent: Answer): Answer => ({
  text: now.text.trim() === sent.text.trim() ? '' : now.text,
  mentions: now.mentions.filter(({ userId }) => sent.mentions.every((one) => one.userId !== userId)),
})
