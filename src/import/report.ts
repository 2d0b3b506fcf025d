import { eventStatuses, type EventStatus } from '../contract/events.ts'
import { rejections } from '../contract/rejections.ts'
import { minorDigitsOf } from './decimal.ts'
import type { ImportOutcome } from './run.ts'
import type { ClubSummary } from './target.ts'
import { lineWords } from './words.ts'

/** What a report is about, beside the outcome. */
export interface ReportFrame {
  readonly ownerId: string
  readonly file: string
  readonly dryRun: boolean
  readonly currency: string
  readonly summary: ClubSummary | null
}

const statusWords: Readonly<Record<EventStatus, readonly [string, string]>> = {
  applied: ['已计入', 'applied'],
  duplicate: ['此前已导入', 'imported before'],
  ignored: ['不计', 'ignored'],
  rejected: ['无法接受', 'rejected'],
  waiting: ['等待订单', 'waiting for its order'],
}

const whole = (value: number): string => value.toLocaleString('en-US')

/** Minor units → `GBP 1,234.50`, by integers. */
export function moneyText(minor: number, currency: string): string {
  const digits = minorDigitsOf(currency)
  const text = String(Math.abs(minor)).padStart(digits + 1, '0')
  const major = whole(Number(text.slice(0, text.length - digits)))
  return `${currency} ${minor < 0 ? '-' : ''}${major}${digits === 0 ? '' : `.${text.slice(text.length - digits)}`}`
}

function wordsOf(code: string): readonly [string, string] {
  const own = Object.entries(lineWords).find(([name]) => name === code)?.[1]
  const engine = Object.entries(rejections).find(([name]) => name === code)?.[1]
  const words = own ?? engine
  return words === undefined ? [code, code] : [words.zh, words.en]
}

/** Text of a file inside a table of Markdown. */
const cell = (text: string): string => `\`${text.replaceAll('`', 'ˋ').replaceAll('|', '¦').replace(/\s+/g, ' ')}\``

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string[] => [
  `| ${head.join(' | ')} |`,
  `| ${head.map(() => '---').join(' | ')} |`,
  ...rows.map((row) => `| ${row.join(' | ')} |`),
  '',
]

function linesPart({ tally, read }: ImportOutcome): string[] {
  return [
    '## 读到的行 · Lines',
    '',
    ...table(
      ['', '行 lines'],
      [
        ['**读到 read**', `**${whole(read)}**`],
        ...eventStatuses
          .filter((status) => tally.lines[status] > 0)
          .map((status) => [statusWords[status].join(' '), whole(tally.lines[status])]),
      ],
    ),
  ]
}

function reasonsPart({ tally }: ImportOutcome): string[] {
  const codes = Object.entries(tally.byCode).sort(([, a], [, b]) => b - a)
  if (codes.length === 0) return []
  return [
    '## 未计入的原因 · Why lines did not count',
    '',
    ...table(
      ['代码 code', '原因 reason', '行 lines', '例 examples (行号 line: 内容 content)'],
      codes.map(([code, lines]) => [
        code,
        wordsOf(code).join(' · '),
        whole(lines),
        (tally.examples[code] ?? [])
          .slice(0, 3)
          .map((one) => `${one.line}: ${cell(one.text)}`)
          .join('<br>'),
      ]),
    ),
  ]
}

function moneyPart(outcome: ImportOutcome, { currency }: ReportFrame): string[] {
  const { tally, returns, repeated, backwards, events } = outcome
  const left = Object.entries(returns.left).sort(([, a], [, b]) => b.amount - a.amount)
  return [
    '## 订单与退货 · Orders and returns',
    '',
    ...table(
      ['', '数量 count', '金额 amount'],
      [
        ['本次计入的订单 orders applied', whole(tally.orders), moneyText(tally.paid, currency)],
        ['本次计入的退款 refunds applied', whole(tally.refunds), moneyText(tally.refunded, currency)],
        ['发出的事件 events sent', whole(events), ''],
        ['退货金额高于所付而未退 returned above what was paid', '', moneyText(returns.overpaid, currency)],
        [
          '与同单另一行完全相同、照计的行 lines that repeat another, counted',
          whole(repeated.lines),
          moneyText(repeated.amount, currency),
        ],
        ...(backwards === 0
          ? []
          : [['**晚到的订单 orders out of time order**', whole(backwards), '`"inTimeOrder": false`']]),
      ],
    ),
    ...(left.length === 0
      ? []
      : [
          '### 没有对应到订单的退货 · Returns without an order (全部或部分 whole or in part)',
          '',
          ...table(
            ['代码 code', '原因 reason', '行 lines', '金额 amount'],
            left.map(([code, { lines, amount }]) => [
              code,
              wordsOf(code).join(' · '),
              whole(lines),
              moneyText(amount, currency),
            ]),
          ),
        ]),
  ]
}

function clubPart({ membersBefore }: ImportOutcome, summary: ClubSummary): string[] {
  return [
    '## 粉丝团 · The club',
    '',
    `成员 members: **${whole(summary.members)}**(新增 new: ${whole(summary.members - membersBefore)})`,
    '',
    ...table(
      ['等级 level', '成员 members'],
      summary.levels.map(({ title, members }) => [title, whole(members)]),
    ),
    `### 亲密度最高 · Top ${summary.top.length}`,
    '',
    ...table(
      ['#', '用户 user', '亲密度 intimacy', '等级 level'],
      summary.top.map((one, index) => [String(index + 1), cell(one.userId), whole(one.intimacy), one.title]),
    ),
  ]
}

const verdict = (isRight: boolean): string => (isRight ? '✓' : '**✗**')

function checksPart(outcome: ImportOutcome, summary: ClubSummary | null): string[] {
  const told = eventStatuses.reduce((sum, status) => sum + outcome.tally.lines[status], 0)
  const rows = [
    [
      '每一行都有结果 every line has one fate',
      `${whole(told)} = ${whole(outcome.read)}`,
      verdict(told === outcome.read),
    ],
  ]
  if (summary !== null) {
    rows.push(
      [
        '余额之和 = 流水之和 sum of balances = sum of ledger entries',
        `${whole(summary.balances)} = ${whole(summary.ledger)}`,
        verdict(summary.balances === summary.ledger),
      ],
      [
        '余额与流水不符的成员 members whose balance is not the sum of their entries',
        whole(summary.unequal),
        verdict(summary.unequal === 0),
      ],
      [
        '退款超过所付的订单 orders that gave back more than was paid',
        whole(summary.overRefunded),
        verdict(summary.overRefunded === 0),
      ],
    )
  }
  return ['## 核对 · Checks', '', ...table(['', '', ''], rows)]
}

/** The report of an import in Markdown, Chinese and English side by side, for the owner. */
export function reportText(outcome: ImportOutcome, frame: ReportFrame): string {
  const how = frame.dryRun
    ? '> 试运行:没有写入任何内容 · Dry run: nothing was written'
    : outcome.complete
      ? ''
      : '> 未完成:再次运行同一命令即可继续 · Not finished: run the same command again to go on'
  return [
    `# 历史导入报告 · Import report`,
    '',
    `主播或商家 owner: ${cell(frame.ownerId)} · 文件 file: ${cell(frame.file)}`,
    '',
    ...(how === '' ? [] : [how, '']),
    ...linesPart(outcome),
    ...reasonsPart(outcome),
    ...moneyPart(outcome, frame),
    ...(frame.summary === null ? [] : clubPart(outcome, frame.summary)),
    ...checksPart(outcome, frame.summary),
  ].join('\n')
}
