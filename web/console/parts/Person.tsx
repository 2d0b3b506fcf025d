import { MiddleEllipsis } from '../../shared/MiddleEllipsis.tsx'
import { useText } from '../text.ts'

/** A person's name, cut in the middle; without one, the id that the platform knows him by. */
export function Person({ name, userId }: { readonly name: string | null; readonly userId: string }) {
  return <MiddleEllipsis text={name ?? userId} />
}

/** The name as plain text, for sentences and labels. */
export function nameOf(person: { readonly name: string | null; readonly userId: string }): string {
  return person.name ?? person.userId
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
