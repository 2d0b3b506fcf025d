import { z } from 'zod'
import { id } from '../../contract/forms.ts'
import { reject } from '../../contract/rejections.ts'
import { route, type Route } from '../../contract/route.ts'
import { userDataList, userDataPage, type UserDataRecord } from '../../contract/user-data.ts'
import { readCursor, writeCursor } from '../../lib/cursor.ts'
import type { Queryable } from '../../ports/db.ts'
import type { KeyType, Section } from './section.ts'
import { sections } from './sections.ts'

/** Where a page begins: in which section, of which of his numbers, behind which row. */
interface Position {
  readonly section: number
  readonly number: number
  readonly after: readonly string[] | null
}

const START: Position = { section: 0, number: 0, after: null }

const isKey: Readonly<Record<KeyType, (text: string) => boolean>> = {
  int8: (text) => /^\d{1,15}$/.test(text),
  uuid: (text) => z.uuid().safeParse(text).success,
  date: (text) => z.iso.date().safeParse(text).success,
  text: (text) => text.isWellFormed() && !text.includes('\u0000'),
}

/** A cursor that was not ours reads as none. */
function positionOf(cursor: string | undefined): Position {
  const [section, number, after] = readCursor(cursor, 'integer', 'integer', 'text') ?? []
  const each = sections[Number(section ?? -1)]
  if (each === undefined || Number(number) < 0) return START
  if (after === '') return { section: Number(section), number: Number(number), after: null }
  const parts = String(after).split('\n')
  const isOurs = parts.length === each.keys.length && each.keys.every(([, type], n) => isKey[type](parts[n] ?? ''))
  return isOurs ? { section: Number(section), number: Number(number), after: parts } : START
}

/** The inner numbers under which something of a user may stand, his own first (PLT-8); none: never heard of, or erased. */
async function numbersOf(on: Queryable, userId: string): Promise<number[]> {
  const rows = await on.query<{ user_no: number }>(
    `with recursive under as (
       select user_no from person_alias where user_id = $1
       union select m.from_no from person_merge m join under u on m.into_no = u.user_no
     ) select user_no from under order by user_no not in (select user_no from person_alias where user_id = $1), user_no`,
    [userId],
  )
  return rows.map((row) => row.user_no)
}

interface DataRow {
  readonly key: readonly string[]
  readonly body: Readonly<Record<string, unknown>>
}

async function readRows(
  on: Queryable,
  { from, number, keys, recordedAt, fields }: Section,
  userNo: number,
  after: readonly string[] | null,
  limit: number,
): Promise<DataRow[]> {
  const columns = keys.map(([column]) => column)
  const behind =
    after === null ? '' : `and (${columns.join(', ')}) > (${keys.map(([, type], n) => `$${n + 3}::${type}`).join(', ')})`
  const shown =
    recordedAt === undefined
      ? ''
      : `and ${recordedAt} > hidden_until($1::int8)`
  const members = Object.entries(fields).map(([name, text]) => `'${name}', ${text}`)
  return on.query<DataRow & Record<string, unknown>>(
    `select array[${columns.map((column) => `${column}::text`).join(', ')}]::text[] as key, jsonb_build_object(${members.join(', ')}) as body
     from ${from} where ${number} = $1::int8 ${shown} ${behind} ${columns.length > 0 ? `order by ${columns.join(', ')}` : ''} limit $2::int4`,
    [userNo, limit, ...(after ?? [])],
  )
}

/** The next `limit` records from a position on, and where to go on; null: that was all. */
async function readRecords(
  on: Queryable,
  numbers: readonly number[],
  start: Position,
  limit: number,
): Promise<{ items: UserDataRecord[]; next: Position | null }> {
  const items: UserDataRecord[] = []
  for (let at: Position = start; ;) {
    const section = sections[at.section]
    if (section === undefined) return { items, next: null }
    const userNo = numbers[at.number]
    if (userNo === undefined) {
      at = { section: at.section + 1, number: 0, after: null }
      continue
    }
    const wanted = limit - items.length
    if (wanted === 0) return { items, next: at }
    const rows = await readRows(on, section, userNo, at.after, wanted)
    // the forms are the contract's; a test parses every kind with them
    for (const { body } of rows) items.push({ kind: section.kind, ...body } as UserDataRecord)
    const last = rows.at(-1)
    at =
      last !== undefined && rows.length === wanted && section.keys.length > 0
        ? { ...at, after: last.key }
        : { section: at.section, number: at.number + 1, after: null }
  }
}

const getUserData = route({
  name: 'getUserData',
  method: 'GET',
  path: '/v1/users/{userId}/data',
  tag: 'people',
  summary: 'All that is held on a user, record by record, kind after kind: what he sees and takes with him',
  clauses: ['PLT-6'],
  access: { kind: 'self' },
  params: z.object({ userId: id }),
  query: userDataPage,
  answer: userDataList,
  handle: async (app, { params, query }) => {
    const numbers = await numbersOf(app.db, params.userId)
    if (numbers.length === 0) return reject('unknown_user')
    const { items, next } = await readRecords(app.db, numbers, positionOf(query.cursor), query.limit)
    const nextCursor = next === null ? null : writeCursor([next.section, next.number, (next.after ?? []).join('\n')])
    return { items, nextCursor }
  },
})

/** Routes that read all of a user's data. */
export const userDataReads: readonly Route[] = [getUserData]
