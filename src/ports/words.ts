/** A text that somebody wants to say, with everything else it comes with. */
export interface Saying<B> {
  readonly clubNo: number
  /** the platform's settings bind both, an owner's his fans */
  readonly side: 'fan' | 'owner'
  readonly body: B
}

/** What may be said of it. */
export interface Worded<B> {
  readonly refused: 'words_not_allowed' | 'links_not_allowed' | 'contacts_not_allowed' | null
  /** with words that are shown as ＊ */
  readonly body: B
  /** words that bring it before the reviewer; empty: none */
  readonly noted: readonly string[]
}

/** What messages may hold, for slices that let people say something (src/moderation). */
export interface WordCommands {
  /** Judges the words of each body, whatever their place in it: texts, names, questions, options, greetings, notices, auto-replies, and nothing else. Two statements at most. @returns one each, in order */
  judge<B extends object>(sayings: readonly Saying<B>[]): Promise<readonly Worded<B>[]>
}
