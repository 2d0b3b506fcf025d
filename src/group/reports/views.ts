import type { ReportCase, ReportLine, ReportView } from '../../contract/reports.ts'
import { shownName } from '../../lib/shown-name.ts'
import { toInstant } from '../../lib/time.ts'
import { messageIdOf } from '../messages/apply.ts'
import type { MessageRow } from '../messages/store.ts'
import { readShown, type ReadingShown, type Shown } from './shown.ts'
import type { CaseRow, Place, ReportRow } from './store.ts'

/** A case's id: its message's place. */
export const caseIdOf = ({ clubNo, groupNo, number, seq }: Place): string => `${clubNo}-${groupNo}-${number}-${seq}`

/** Reads a case's id; null: it is none. */
export function parseCaseId(text: string): Place | null {
  const match = /^(\d{1,9})-(\d{1,9})-(\d{1,4})-(\d{1,15})$/.exec(text)
  if (match === null) return null
  const [clubNo = 0, groupNo = 0, number = 0, seq = 0] = match.slice(1).map(Number)
  return { clubNo, groupNo, number, seq }
}

/** Where a case's message stands. */
export const placeOf = (row: Pick<CaseRow, 'club_no' | 'group_no' | 'number' | 'seq'>): Place => ({
  clubNo: row.club_no,
  groupNo: row.group_no,
  number: row.number,
  seq: row.seq,
})

/** The words of a message, and its picture or video where there is one. */
const saidOf = (
  body: Readonly<Record<string, unknown>> | null,
  { asked = null, media }: { readonly asked?: string | null } & Pick<Shown, 'media'>,
): Pick<ReportLine, 'text' | 'media'> => ({
  text: typeof body?.['text'] === 'string' ? body['text'] : asked,
  ...(media === undefined ? {} : { media }),
})

const viewOfCase = (row: CaseRow, { media, ...shown }: Shown): ReportCase => ({
  caseId: caseIdOf(placeOf(row)),
  ownerId: row.owner_id,
  ownerName: row.owner_name,
  groupId: row.group_id,
  groupName: row.group_name,
  messageId: messageIdOf(row.group_no, row.number, row.seq),
  writer: row.writer_id === null ? null : { userId: row.writer_id, name: shownName(row.writer_name) },
  kind: row.kind as ReportCase['kind'],
  // once it is decided nothing keeps its medium
  ...saidOf(row.said, row.decided_at === null && media !== undefined ? { ...shown, media } : shown),
  saidAt: toInstant(row.said_at),
  reports: row.reports,
  noted: [...row.noted],
  firstAt: toInstant(row.first_at),
  lastAt: toInstant(row.last_at),
  hidden: row.hidden,
  outcome: row.decision ?? 'open',
  decidedAt: row.decided_at === null ? null : toInstant(row.decided_at),
  decidedBy: row.decided_by,
  writerAct: row.writer_act,
  note: row.decision_note,
})

/** Cases as those who decide see them, in their order. */
export async function viewsOfCases(reading: ReadingShown, rows: readonly CaseRow[]): Promise<ReportCase[]> {
  const shown = await readShown(
    reading,
    rows.map(({ said }) => said),
  )
  return rows.map((row, index) => viewOfCase(row, shown[index] ?? {}))
}

const lineOf = (row: MessageRow, shown: Shown): ReportLine => ({
  messageId: messageIdOf(row.group_no, row.number, row.seq),
  at: toInstant(row.at),
  from: row.user_id === null ? null : { userId: row.user_id, name: shownName(row.user_name) },
  kind: row.kind as ReportLine['kind'],
  ...saidOf(row.body, shown),
})

/** Messages beside the one reported, in their order. */
export async function linesOf(reading: ReadingShown, rows: readonly MessageRow[]): Promise<ReportLine[]> {
  const shown = await readShown(
    reading,
    rows.map(({ body }) => body),
  )
  return rows.map((row, index) => lineOf(row, shown[index] ?? {}))
}

/** A report as its reporter sees it. */
export const viewOfReport = (groupId: string, messageId: string, row: ReportRow): ReportView => ({
  groupId,
  messageId,
  reason: row.reason,
  reportedAt: toInstant(row.at),
  outcome: row.decision ?? 'open',
})
