import type { QuickReply } from '../../../../src/contract/service.ts'

const variable = /\{(name|order)\}/g

/** A quick reply's text with what is known of the fan put in; a variable without a value says nothing (GRP-14). */
export const filled = (
  template: string,
  known: { readonly name: string | null; readonly order: string | null },
): string => template.replace(variable, (_, name: 'name' | 'order') => known[name] ?? '')

const shownMost = 8

/** What is offered while «/…» is typed: shortcuts that begin so first, then those that hold it, or whose words do. null: nothing is asked for. */
export function offered(typed: string, replies: readonly QuickReply[]): readonly QuickReply[] | null {
  if (!typed.startsWith('/') || /\s/.test(typed)) return null
  const wanted = typed.slice(1).toLowerCase()
  const rank = ({ shortcut, text }: QuickReply): number => {
    const name = shortcut.toLowerCase()
    if (name.startsWith(wanted)) return 0
    return name.includes(wanted) ? 1 : text.toLowerCase().includes(wanted) ? 2 : 3
  }
  return replies
    .map((reply) => ({ reply, at: rank(reply) }))
    .filter(({ at }) => at < 3)
    .sort((one, other) => one.at - other.at)
    .slice(0, shownMost)
    .map(({ reply }) => reply)
}
