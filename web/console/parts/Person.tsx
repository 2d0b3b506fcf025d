import { MiddleEllipsis } from '../../shared/MiddleEllipsis.tsx'
import { useText, type Say } from '../text.ts'

/** A person's name, cut in the middle; without one, the id that the platform knows him by. */
export function Person({ name, userId }: { readonly name: string | null; readonly userId: string }) {
  const { say } = useText()
  return <MiddleEllipsis text={nameOf({ name, userId }, say)} />
}

/** The name as plain text, for sentences and labels; whoever was erased has a random id that begins with `~` and says nothing. */
export function nameOf({ name, userId }: { readonly name: string | null; readonly userId: string }, say: Say): string {
  return name ?? (userId.startsWith('~') ? say('word.erased') : userId)
}

/** An instant: month, day and time in the platform's time zone, the whole of it for machines. */
export function When({
  at,
  format,
}: {
  readonly at: string
  readonly format: (instant: string, language: string) => string
}) {
  const { language } = useText()
  return <time dateTime={at}>{format(at, language)}</time>
}
