import type { FormInstance } from 'antd'
import { ApiProblem } from '../../shared/problem.ts'

/** Where a form shows what the server refused: by the input's path (`coupon/off`), and by code. */
export interface FieldNames {
  readonly paths: Readonly<Record<string, string>>
  /** fields that stand in a list, known by the list's name: `prizes/2/worth` */
  readonly list?: string
  readonly codes?: Readonly<Record<string, string>>
}

/** A field by antd's way of naming it. */
type FieldName = string | (string | number)[]

/** How a refusal is said: what the whole of it is, and what is wrong at one field. */
export interface RefusalWords {
  readonly whole: string
  readonly at: (message: string) => string
}

/** The fields that a refusal is about, each with its words; what is about none of them is not among them. */
export function fieldErrors(
  error: unknown,
  names: FieldNames,
  words: RefusalWords,
): { readonly name: FieldName; readonly errors: string[] }[] {
  if (!(error instanceof ApiProblem)) return []
  const byCode = names.codes?.[error.code]
  if (byCode !== undefined) return [{ name: byCode, errors: [words.whole] }]
  const found = new Map<string, { name: FieldName; message: string }>()
  for (const { path, message } of error.errors) {
    const name = nameOf(path, names)
    const key = String(name)
    if (name !== undefined && !found.has(key)) found.set(key, { name, message })
  }
  return [...found.values()].map(({ name, message }) => ({ name, errors: [words.at(message)] }))
}

/** The field of the longest known beginning of a path: `body/coupon/off/value` is about `coupon/off`. */
function nameOf(path: string, { paths, list }: FieldNames): FieldName | undefined {
  const parts = path.split(/[/.]/).filter((part) => part !== 'body' && part !== '')
  const [first, index, member] = parts
  if (list !== undefined && first === list && index !== undefined && member !== undefined)
    return [list, Number(index), member]
  for (let length = parts.length; length > 0; length -= 1) {
    const name = paths[parts.slice(0, length).join('/')]
    if (name !== undefined) return name
  }
  return undefined
}

/** Shows a refusal at its fields and goes to the first; false where it is about none. */
export function showAtFields<T>(
  form: FormInstance<T>,
  error: unknown,
  names: FieldNames,
  words: RefusalWords,
): boolean {
  const fields = fieldErrors(error, names, words)
  const [first] = fields
  if (first === undefined) return false
  form.setFields(fields as Parameters<typeof form.setFields>[0])
  form.scrollToField(first.name as never, { focus: true })
  return true
}
