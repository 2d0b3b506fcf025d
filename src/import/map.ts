import { z } from 'zod'
import { currency } from '../contract/forms.ts'
import { isTimeZone } from '../lib/time.ts'
import { minorDigitsOf } from './decimal.ts'
import { isTimeFormat } from './local-time.ts'

/** MAP.json: what the columns of a shop's CSV mean (docs/import.md). */

const column = z.string().min(1, 'The name of a column, as in the header')
const idColumn = z.strictObject({
  column,
  /** cut off the end where it is there (`17850.0` → `17850`) */
  removeSuffix: z.string().min(1).optional(),
  /** put before every id, so that two shops' numbers do not meet */
  addPrefix: z
    .string()
    .regex(/^[A-Za-z0-9._:@-]{1,64}$/, '1 to 64 of A-Z a-z 0-9 . _ : @ -')
    .optional(),
})
const numberStyle = {
  point: z.enum(['.', ',']).default('.'),
  group: z.enum(['', '.', ',', ' ', "'"]).default(''),
}

function isPattern(text: string): boolean {
  try {
    return new RegExp(text) instanceof RegExp
  } catch {
    return false
  }
}

function isEncoding(label: string): boolean {
  try {
    return new TextDecoder(label).encoding !== ''
  } catch {
    return false
  }
}

const time = z
  .strictObject({
    column,
    format: z
      .string()
      .refine(isTimeFormat, '"iso", "unixSeconds", "unixMilliseconds", or letters with yyyy, MM and dd, each once'),
    timeZone: z.string().refine(isTimeZone, 'An IANA zone such as Europe/London').optional(),
    ambiguous: z.enum(['earlier', 'later']).default('earlier'),
  })
  .refine(
    (style) => ['iso', 'unixSeconds', 'unixMilliseconds'].includes(style.format) === (style.timeZone === undefined),
    'Local times need a timeZone; iso and unix times already say which instant they mean and take none',
  )

export const mapForm = z.strictObject({
  $schema: z.string().optional(),
  note: z.string().optional(),
  encoding: z.string().refine(isEncoding, 'An encoding such as utf-8, gb18030 or windows-1252').default('utf-8'),
  delimiter: z.string().length(1).default(','),
  currency: currency.refine(
    (code) => Intl.supportedValuesOf('currency').includes(code),
    'An ISO 4217 code such as CNY or GBP',
  ),
  /** true: lines come oldest first, so orders can leave before the file is read to its end; false: the whole file is put in order first */
  inTimeOrder: z.boolean().default(false),
  order: idColumn,
  customer: idColumn,
  product: idColumn,
  line: z.strictObject({ column }).optional(),
  quantity: z.strictObject({ column, ...numberStyle }).optional(),
  price: z.strictObject({
    column,
    per: z.enum(['piece', 'line']),
    unit: z.enum(['major', 'minor']).default('major'),
    ...numberStyle,
  }),
  time,
  returns: z
    .strictObject({
      /** an order id that begins so is a return */
      orderPrefix: z.string().min(1).optional(),
      /** a line with a negative quantity (or, without a quantity column, a negative price) is a return */
      negative: z.boolean().default(false),
      /** the column that names the order a return belongs to; without it returns are matched by customer and product */
      ofOrder: idColumn.optional(),
    })
    .default({ negative: false }),
  leaveOut: z
    .strictObject({
      products: z.array(z.string()).default([]),
      productPattern: z.string().refine(isPattern, 'A regular expression').optional(),
      orderPrefixes: z.array(z.string().min(1)).default([]),
      repeatedLines: z.boolean().default(false),
    })
    .default({ products: [], orderPrefixes: [], repeatedLines: false }),
})
export type ImportMap = z.infer<typeof mapForm>

/** Reads a map, or says in one line per problem what is wrong with it. */
export function readMap(text: string): { readonly map: ImportMap } | { readonly problems: readonly string[] } {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    return { problems: [`not JSON: ${error instanceof Error ? error.message : ''}`] }
  }
  const parsed = mapForm.safeParse(value)
  if (parsed.success) return { map: parsed.data }
  return {
    problems: parsed.error.issues.map(
      (issue) => `${issue.path.length === 0 ? 'map' : issue.path.join('.')}: ${issue.message}`,
    ),
  }
}

/** Every column a map speaks of. */
export function columnsOf(map: ImportMap): string[] {
  const named = [map.order, map.customer, map.product, map.line, map.quantity, map.price, map.time, map.returns.ofOrder]
  return [...new Set(named.flatMap((part) => (part === undefined ? [] : [part.column])))]
}

/** Decimal places between the map's prices and minor units. */
export const priceDigits = (map: ImportMap): number => (map.price.unit === 'minor' ? 0 : minorDigitsOf(map.currency))
