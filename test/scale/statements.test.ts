import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'
import { expect, test } from 'vitest'
import { migrationsFolder } from '../../src/infra/migrate.ts'
import { readTableNotes } from '../../src/infra/store-file/tables.ts'

/**
 * Every SQL text in src, read from the syntax tree: where a statement joins tables that are spread by the same column, that column is among
 * what joins them; tables spread by different columns are not joined. It reads names, it is no planner: an exception is listed with its reason.
 */

const root = fileURLToPath(new URL('../..', import.meta.url))
const notes = await readTableNotes(migrationsFolder())
const classOf = new Map(
  Object.entries(notes).flatMap(([table, note]) =>
    ['reference', 'local'].includes(note.class) ? [] : [[table, note.class] as const],
  ),
)

interface Statement {
  readonly file: string
  readonly line: number
  readonly text: string
}

function sources(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.ts$/.test(entry.name) && !/\.test\.ts$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length))
}

/** A literal's text; what is put in by code counts as a space, or as its own text where it is a constant of the file. */
function textOf(node: ts.Node, constants: ReadonlyMap<string, ts.Expression>): string | null {
  if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) return node.text
  if (!ts.isTemplateExpression(node)) return null
  const put = (expression: ts.Expression): string => {
    const constant = ts.isIdentifier(expression) ? constants.get(expression.text) : undefined
    return (constant === undefined ? null : textOf(constant, constants)) ?? ' '
  }
  return node.head.text + node.templateSpans.map((span) => put(span.expression) + span.literal.text).join('')
}

/** The constants at the top of a file, by name. */
function constantsOf(source: ts.SourceFile): ReadonlyMap<string, ts.Expression> {
  const declared = source.statements
    .filter(ts.isVariableStatement)
    .flatMap((each) => [...each.declarationList.declarations])
  return new Map(
    declared.flatMap(({ name, initializer }) =>
      ts.isIdentifier(name) && initializer !== undefined ? [[name.text, initializer] as const] : [],
    ),
  )
}

function statementsOf(file: string): Statement[] {
  const source = ts.createSourceFile(file, readFileSync(join(root, file), 'utf8'), ts.ScriptTarget.Latest, true)
  const constants = constantsOf(source)
  const found: Statement[] = []
  const walk = (node: ts.Node): void => {
    const text = textOf(node, constants)
    if (text !== null && /\b(from|into|update|join)\s+[a-z_]+/i.test(text))
      found.push({ file, line: source.getLineAndCharacterOfPosition(node.getStart()).line + 1, text })
    ts.forEachChild(node, walk)
  }
  walk(source)
  return found
}

/** The spread tables that a text names where a table stands, each time it does. */
function spreadTables(text: string): string[] {
  return [...text.matchAll(/\b(?:from|join|into|update|using|,)\s+([a-z_]+)\b(?!\s*\()/gi)]
    .map(([, name = '']) => name)
    .filter((name) => classOf.has(name))
}

/**
 * How often the text ties two rows by a column, using (… column …), x.column = y.column, (…column…) = / in (…), column in (…), and how often
 * it holds one to a given value, column = $1.
 */
function ties(text: string, column: string): { rows: number; values: number } {
  const using = [...text.matchAll(/\busing\s*\(([^)]*)\)/gi)].filter(([, list = '']) =>
    list.split(/\s*,\s*/).includes(column),
  )
  const equal = [
    ...text.matchAll(new RegExp(`\\.${column}\\s*=\\s*\\w+\\.\\w+|\\w+\\.\\w+\\s*=\\s*\\w+\\.${column}\\b`, 'g')),
  ]
  const rows = [...text.matchAll(new RegExp(`\\([^()]*\\b${column}\\b[^()]*\\)\\s*(=|in\\b)`, 'gi'))]
  const within = [...text.matchAll(new RegExp(`\\b${column}\\s+in\\s*\\(`, 'gi'))]
  const values = [...text.matchAll(new RegExp(`\\b${column}\\s*=\\s*(\\$\\d|any)`, 'gi'))]
  return { rows: using.length + equal.length + rows.length + within.length, values: values.length }
}

/** File and reason: these do cross, and docs/operate/scale.md says what becomes of them. */
const exceptions: Readonly<Record<string, string>> = {
  'src/flow/rebuild.ts': 'replay and doctor rebuild everything, set by set: maintenance, not the hot path',
  'src/flow/replay.ts': 'the same: whole-store comparison',
  'src/flow/doctor/sums.ts': 'the same: whole-store comparison',
  'src/flow/doctor/coupons.ts': 'the same: whole-store comparison',
  'src/flow/doctor/money.ts': 'the same: every book added up anew',
  'src/flow/doctor/benefits.ts': 'the same: whole-store comparison',
  'src/flow/doctor/campaigns.ts': 'the same: whole-store comparison',
  'src/flow/doctor/groups.ts': 'the same: whole-store comparison',
  'src/flow/doctor/media.ts': 'the same: whole-store comparison',
  'src/flow/doctor/links.ts': 'the same: whole-store comparison',
  'src/flow/doctor/polls.ts': 'the same: whole-store comparison',
  'src/flow/doctor/service.ts': 'the same: whole-store comparison',
}

function crossing({ file, text }: Statement): string | null {
  if (exceptions[file] !== undefined) return null
  const named = spreadTables(text)
  const columns = [...new Set(named.map((table) => classOf.get(table) ?? ''))]
  if (columns.length > 1) return `joins tables spread by ${columns.join(' and ')}: ${[...new Set(named)].join(', ')}`
  const [column = ''] = columns
  const { rows, values } = ties(text, column)
  // a value ties a row to others only where it holds them too
  if (named.length < 2 || rows >= named.length - 1 || rows + values >= named.length) return null
  return `joins ${named.join(', ')} without ${column}`
}

const statements = sources('src').flatMap(statementsOf)

test('scale: statements are found where they are', () => {
  expect(statements.length).toBeGreaterThan(200)
  expect(statements.flatMap(({ text }) => spreadTables(text)).length).toBeGreaterThan(100)
})

test('scale: the reading tells a join that crosses from one that does not', () => {
  const of = (text: string) => crossing({ file: 'src/x/store.ts', line: 1, text })
  expect(of('select 1 from fan f join membership m using (user_no, club_no)')).toBeNull()
  expect(of('select 1 from fan f join membership m on m.user_no = f.user_no')).toBeNull()
  expect(of('select 1 from fan f join membership m using (club_no)')).toMatch(/without user_no/)
  expect(of('select 1 from fan f, membership m where f.user_no = $1 and m.user_no = $1')).toBeNull()
  expect(of('select 1 from fan f, membership m where f.user_no = $1')).toMatch(/without user_no/)
  expect(of('select 1 from fan f join club_day d using (club_no)')).toMatch(/user_no and club_no/)
  expect(of('select 1 from fan f join club c using (club_no)')).toBeNull()
})

const told = statements.flatMap((statement) => {
  const words = crossing(statement)
  return words === null ? [] : [`${statement.file}: ${words}`]
})

const byAlias =
  'the outside id is looked up in the same statement: two round trips instead of one, or a repartitioned read'
const totals =
  'a piece of long work writes the ladder’s totals in the statement that moves its members: two statements of one transaction'

const seatAndGroup =
  'a seat is its member’s, what a group holds is its club’s: two statements of one transaction, or two round trips'

const merging =
  'a merge takes rows from one person and gives them to another: read, then written, two statements of one transaction'

/** Joins that cross today, and what each becomes (docs/operate/scale.md). A new one belongs here, with its reason, or is written otherwise. */
const crossings: Readonly<Record<string, string>> = {
  'src/benefit/cards/read.ts: joins tables spread by club_no and user_no: benefit_total, entitlement':
    'what the reader took beside what is left of a page’s benefits: two round trips instead of one',
  'src/benefit/holding/read.ts: joins tables spread by user_no and user_id: entitlement, person, person_alias': byAlias,
  'src/benefit/read.ts: joins tables spread by user_id and user_no and club_no: person_alias, fan, benefit_total, entitlement, group_seat':
    'the outside id and what is left of each benefit in the same statement: three round trips instead of one',
  'src/campaign/merge/store.ts: joins campaign_act, campaign_act without user_no': merging,
  'src/campaign/people/store.ts: joins tables spread by user_id and user_no: person_alias, person': byAlias,
  'src/campaign/result/read.ts: joins tables spread by user_no and campaign_no: campaign_winner, campaign_count':
    'winners and counts of one campaign, over all shards: two statements instead of one',
  'src/flow/merge.ts: joins member_day, member_day without user_no': merging,
  'src/flow/work-carry.ts: joins membership, membership without user_no': 'no join: a union of two reads of one table',
  'src/flow/work-carry.ts: joins tables spread by user_no and club_no: membership, fan, club_day, club_level': totals,
  'src/flow/work-issue.ts: joins membership, membership without user_no': 'no join: a union of two reads of one table',
  'src/flow/work-relevel.ts: joins tables spread by user_no and club_no: membership, fan, club_level': totals,
  'src/group/listing/store.ts: joins tables spread by club_no and user_id and user_no: group_total, person_alias, group_seat':
    seatAndGroup,
  'src/group/listing/store.ts: joins tables spread by club_no and user_no: group_total, group_seat': seatAndGroup,
  'src/group/listing/store.ts: joins tables spread by user_id and user_no: person_alias, group_seat': byAlias,
  'src/group/inbox/store.ts: joins tables spread by user_id and user_no and club_no: person_alias, group_seat, group_scope, group_message, person':
    seatAndGroup,
  'src/group/messages/store.ts: joins tables spread by user_id and user_no: person_alias, group_seat': byAlias,
  'src/group/messages/store.ts: joins tables spread by user_no and user_id and club_no: group_seat, person_alias, group_stream':
    seatAndGroup,
  'src/group/messages/store.ts: joins tables spread by club_no and poll_id and review_call_id: group_message, poll, review_call':
    'deleting a message ends what it asked: three statements of one transaction',
  'src/group/rates/store.ts: joins tables spread by user_no and club_no: group_seat, group_message, purchase_order':
    'who sits where, who spoke and who bought: a reference read by shard and summed, when the owner asks for rates',
  'src/group/reports/store.ts: joins tables spread by club_no and user_no: report_case, person':
    'a case is its club’s, its writer’s name his own: a second round trip for a page of cases',
  'src/group/reports/store.ts: joins tables spread by user_id and user_no and club_no: person_alias, group_report, report_case':
    'a report is its reporter’s, the case its club’s: two round trips',
  'src/group/reports/store.ts: joins tables spread by user_no and club_no: group_report, report_case':
    'the reports of a case, over all shards, when it is decided or an erasure passes',
  'src/group/reviews/store.ts: joins tables spread by review_call_id and user_no: review_call, group_seat, review_reward, entitlement':
    'calls of a product first, then who of their reviewers is rewarded: two round trips instead of one',
  'src/group/reviews/store.ts: joins tables spread by user_no and review_call_id: entitlement, review_call':
    'a reward is its member’s, the count its call’s: two statements of one transaction',
  'src/group/scheduling/store.ts: joins tables spread by club_no and user_no: group_post_place, group_seat':
    'the places of one post first, then a count over all shards: read when one post is opened',
  'src/group/seating/store.ts: joins tables spread by user_no and club_no: group_seat, group_stream, group_scope':
    seatAndGroup,
  'src/group/seating/store.ts: joins tables spread by user_no and club_no: group_seat, sub_group, group_total':
    seatAndGroup,
  'src/group/visiting/store.ts: joins tables spread by user_id and user_no: person_alias, group_seat, membership, fan':
    byAlias,
  'src/group/visiting/store.ts: joins tables spread by user_no and user_id: group_seat, person_alias': byAlias,
  'src/intimacy/read.ts: joins tables spread by user_no and user_id: ledger, person_alias': byAlias,
  'src/intimacy/store.ts: joins tables spread by user_no and user_id: person, person_alias': byAlias,
  'src/linking/store.ts: joins tables spread by club_no and user_no: link_party, person':
    'a link is its owner’s, what its fans are called is theirs: three names, a second round trip',
  'src/member/read.ts: joins tables spread by user_no and user_id: member_day, person_alias, person, fan': byAlias,
  'src/member/read.ts: joins tables spread by user_no and user_id: membership_log, person_alias': byAlias,
  'src/member/store.ts: joins person, person without user_no':
    'no join: a union of two searches of one table, over all shards',
  'src/packet/cards/read.ts: joins tables spread by packet_id and user_no: red_packet, packet_claim':
    'what the reader took beside the packets of a page: two round trips instead of one',
  'src/packet/read.ts: joins tables spread by packet_id and user_no: red_packet, packet_claim, purchase_order':
    'a packet’s takers and what they bought after: over all shards, when the owner asks for one packet’s results',
  'src/packet/read.ts: joins tables spread by user_id and packet_id and user_no: person_alias, red_packet, membership, group_seat, session_fan, packet_claim':
    'whether somebody is among those a packet is for, beside the packet: two round trips instead of one',
  'src/reach/merge/store.ts: joins push_setting, push_setting without user_no': merging,
  'src/person/data/link-sections.ts: joins tables spread by club_no and user_no: link, link_busy':
    'which link somebody is in, beside it: two round trips, when he asks for his data',
  'src/person/erasure/store.ts: joins tables spread by user_id and mark: person_alias, erased_id': byAlias,
  'src/person/erasure/store.ts: joins tables spread by user_no and user_id: person, person_alias': byAlias,
  'src/person/store.ts: joins tables spread by mark and user_id: erased_id, person_alias': byAlias,
  'src/person/store.ts: joins tables spread by mark and user_no: erased_id, person': byAlias,
  'src/person/read.ts: joins tables spread by user_id and user_no: person_alias, person': byAlias,
  'src/person/read.ts: joins tables spread by user_no and user_id: person, person_alias': byAlias,
  'src/person/store.ts: joins tables spread by user_no and user_id: person, person_alias': byAlias,
}

test('scale: no join crosses the distribution column but those that are listed with what they become', () => {
  expect([...new Set(told)].sort()).toEqual(Object.keys(crossings).sort())
})

test('scale: every exception is of a file that is there', () => {
  for (const file of Object.keys(exceptions)) expect(sources('src'), file).toContain(file)
})

test('scale: docs/operate/scale.md places every table that is spread or copied', () => {
  const page = readFileSync(join(root, 'docs/operate/scale.md'), 'utf8')
  for (const [table, { class: where }] of Object.entries(notes))
    if (where !== 'local')
      expect(page.match(new RegExp(`\\b${table}\\b`, 'g'))?.length, table).toBeGreaterThanOrEqual(2)
})
