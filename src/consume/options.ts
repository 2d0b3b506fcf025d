import { parseArgs } from 'node:util'

export const USAGE = `tiefen consume --stream NAME --subject SUBJECT [options]
  --stream NAME          a JetStream stream of the broker at NATS_URL; each message is one CloudEvent or an array of them
  --subject SUBJECT      what to take of it; > for everything
  --durable NAME         under which the position is kept (the stream's name); a second process with it takes over
  --batch N              events in one transaction, 1 to 5000 (1000)
  --strict               stop at a hole in the stream (exit code 3) instead of recording it and going on
  --accept-new-stream    go on with a stream that is not the one that was read, from its first message
  --until-caught-up      end when there is nothing more
  --history              events of the past: nobody is notified (as ?mode=history)
  --hmac-key-file FILE   take only messages signed with one of its keys (one a line): Tiefen-Signature: v1=HMAC-SHA256 in hex
tiefen consume --status [--durable NAME]
  how far each consumer came, and what was found wrong (docs/operate/nats.md)
tiefen consume --incidents | --resend N,…|all [--history] | --acknowledge N,…|all  [--durable NAME]
  what was found wrong and is open; sends what was kept of it again; says that no more is to be done
exit codes: 0 ended as told; 1 the world failed, or an incident stays open; 2 wrong use; 3 the stream changed or has a hole; 4 another process took over
`
const BATCH_DEFAULT = 1_000
const BATCH_MOST = 5_000

/** A wrong use of the command, in words. */
export class UsageProblem extends Error {}

export interface ConsumeWish {
  readonly kind: 'consume'
  readonly stream: string
  /** '' stands for the whole stream */
  readonly subject: string
  readonly durable: string
  readonly batchEvents: number
  readonly strict: boolean
  readonly acceptNewStream: boolean
  readonly untilCaughtUp: boolean
  readonly history: boolean
  readonly keyFile: string | null
}
/** What is to become of open incidents. */
export interface SettleWish {
  readonly kind: 'settle'
  readonly act: 'show' | 'resend' | 'acknowledge'
  /** null: all */
  readonly numbers: readonly number[] | null
  /** null: of every name */
  readonly durable: string | null
  readonly history: boolean
}
export type Wish =
  ConsumeWish | SettleWish | { readonly kind: 'status'; readonly durable: string | null } | { readonly kind: 'help' }

const optionForm = {
  stream: { type: 'string' },
  subject: { type: 'string' },
  durable: { type: 'string' },
  batch: { type: 'string', default: String(BATCH_DEFAULT) },
  strict: { type: 'boolean', default: false },
  'accept-new-stream': { type: 'boolean', default: false },
  'until-caught-up': { type: 'boolean', default: false },
  history: { type: 'boolean', default: false },
  'hmac-key-file': { type: 'string' },
  status: { type: 'boolean', default: false },
  incidents: { type: 'boolean', default: false },
  resend: { type: 'string' },
  acknowledge: { type: 'string' },
  help: { type: 'boolean', default: false },
} as const

function parse(argv: readonly string[]) {
  try {
    return parseArgs({ args: [...argv], options: optionForm, strict: true }).values
  } catch (error) {
    throw new UsageProblem(error instanceof Error ? error.message : String(error))
  }
}

/** A name of JetStream: the broker puts it into subjects, so it has no dots, wildcards or spaces. */
const isName = (name: string): boolean => /^[A-Za-z0-9_-]{1,48}$/.test(name)
const isSubject = (subject: string): boolean =>
  subject.length <= 200 && /^(?:[^\s.*>]+|\*)(?:\.(?:[^\s.*>]+|\*))*(?:\.>)?$|^>$/.test(subject)

function numbersOf(option: string, text: string): readonly number[] | null {
  if (text === 'all') return null
  const numbers = text.split(',')
  if (numbers.every((number) => /^[1-9]\d{0,14}$/.test(number))) return numbers.map(Number)
  throw new UsageProblem(`--${option} is numbers of incidents, with commas between them, or all`)
}

function settleWishOf(values: ReturnType<typeof parse>): SettleWish | null {
  const { incidents, resend, acknowledge, history, durable = null } = values
  const asked = [incidents, resend !== undefined, acknowledge !== undefined].filter((one) => one).length
  if (asked === 0) return null
  if (asked > 1) throw new UsageProblem('one of --incidents, --resend and --acknowledge')
  const common = { kind: 'settle', durable, history } as const
  if (resend !== undefined) return { ...common, act: 'resend', numbers: numbersOf('resend', resend) }
  if (acknowledge !== undefined)
    return { ...common, act: 'acknowledge', numbers: numbersOf('acknowledge', acknowledge) }
  return { ...common, act: 'show', numbers: null }
}

/** What the words of the command line ask for. @throws UsageProblem */
export function wishOf(argv: readonly string[]): Wish {
  const values = parse(argv)
  const { stream, subject, durable, batch, status, help } = values
  if (help) return { kind: 'help' }
  if (durable !== undefined && !isName(durable)) throw new UsageProblem('--durable is 1 to 48 of A-Z a-z 0-9 _ -')
  if (status) return { kind: 'status', durable: durable ?? null }
  const settling = settleWishOf(values)
  if (settling !== null) return settling
  if (stream === undefined || !isName(stream))
    throw new UsageProblem('--stream NAME is required: 1 to 48 of A-Z a-z 0-9 _ -')
  if (subject === undefined || !isSubject(subject))
    throw new UsageProblem('--subject SUBJECT is required: what to take of the stream, > for everything')
  const batchEvents = /^\d{1,4}$/.test(batch) ? Number(batch) : 0
  if (batchEvents < 1 || batchEvents > BATCH_MOST) throw new UsageProblem(`--batch is 1 to ${BATCH_MOST}`)
  return {
    kind: 'consume',
    stream,
    subject: subject === '>' ? '' : subject,
    durable: durable ?? stream,
    batchEvents,
    strict: values.strict,
    acceptNewStream: values['accept-new-stream'],
    untilCaughtUp: values['until-caught-up'],
    history: values.history,
    keyFile: values['hmac-key-file'] ?? null,
  }
}
