import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { drawRecord, type DrawProofRecord } from '../../contract/campaigns.ts'
import { checkDraw, entryHash, type DrawCheck } from '../../contract/draw.ts'

/** `tiefen verify-draw RECORD.json|URL`: recomputes a draw from its public record, with nothing but this program (docs/draws.md). */

const USAGE = `tiefen verify-draw [options] RECORD (or: npx --yes ADDRESS/verify-draw.tgz [options] RECORD)
  RECORD                a file with the record, or its address (…/draws/ID or …/v1/draws/ID)
  --seed-hash HEX       what you noted when the campaign began
  --root HEX            what you noted when its entries closed
  --user ID --salt HEX [--nonce TEXT]
                        looks for your own entry in the record
`

/** Exit codes: 0 all of it holds; 1 something does not; 2 wrong use, or no record to be had. */
const EXIT = { holds: 0, broken: 1, usage: 2 } as const

const REQUEST_MS = 60_000

export interface VerifyParts {
  readonly out: (text: string) => void
  readonly err: (text: string) => void
}

class NoRecord extends Error {}

const words: Readonly<Record<DrawCheck, string>> = {
  algorithm: '算法是 tiefen-draw-1 · the algorithm is tiefen-draw-1',
  seed: '种子的 SHA-256 等于开始时公布的 · the seed’s SHA-256 is the one published at the start',
  entries: '参与记录数量正确、按序、无重复 · entries are as many as told, in order, none twice',
  root: '参与记录的根等于截止时公布的 · the entries’ root is the one published at the closing',
  winners: '由种子和根重新计算出的中奖者一致 · the winners follow from seed and root',
}

/** Checks one record and says of each step whether it holds. @returns the exit code */
export async function verifyCommand(argv: readonly string[], { out, err }: VerifyParts): Promise<number> {
  const wish = readWish(argv)
  if (wish === null) {
    err(USAGE)
    return EXIT.usage
  }
  try {
    const record = await readRecord(wish.place)
    const lines = [
      ...checkDraw(record).map(({ check, holds }) => ({ holds, text: words[check] })),
      ...noted(record, wish),
    ]
    out(`${titleOf(record)}\n`)
    if (record.removed !== undefined) out(`${removedWords(record.removed)}\n`)
    for (const { holds, text } of lines) out(`${holds ? '✓' : '✗'} ${text}\n`)
    if (lines.some(({ holds }) => !holds)) {
      out('这条记录不成立 · this record does not hold\n')
      return EXIT.broken
    }
    for (const { prize, entry } of record.winners)
      out(`${record.prizes[prize]?.name ?? prize}: #${entry} ${record.entryList[entry] ?? ''}\n`)
    out('全部一致 · all of it holds\n')
    return EXIT.holds
  } catch (error) {
    if (!(error instanceof NoRecord)) throw error
    err(`${error.message}\n`)
    return EXIT.usage
  }
}

interface Wish {
  readonly place: string
  readonly seedHash: string | undefined
  readonly root: string | undefined
  readonly user: { readonly userId: string; readonly salt: string; readonly nonce: string } | null
}

function readWish(argv: readonly string[]): Wish | null {
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        'seed-hash': { type: 'string' },
        root: { type: 'string' },
        user: { type: 'string' },
        salt: { type: 'string' },
        nonce: { type: 'string' },
      },
    })
    const [place] = positionals
    const { user: userId, salt, nonce = '' } = values
    const isSalt = salt !== undefined && /^[0-9a-f]{32}$/i.test(salt)
    if (place === undefined || positionals.length > 1 || (userId !== undefined) !== isSalt) return null
    const user = userId === undefined || salt === undefined ? null : { userId, salt, nonce }
    return { place, seedHash: values['seed-hash'], root: values.root, user }
  } catch {
    return null
  }
}

async function readRecord(place: string): Promise<DrawProofRecord> {
  const text = /^https?:\/\//.test(place) ? await fetchText(place) : await readText(place)
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw new NoRecord(`不是 JSON · not JSON: ${place}`)
  }
  const parsed = drawRecord.omit({ about: true }).safeParse(value)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw new NoRecord(
    `不是抽奖记录 · not the record of a draw: ${place} (${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''})`,
  )
}

const readText = (path: string): Promise<string> =>
  readFile(path, 'utf8').catch((error: unknown) => {
    throw new NoRecord(`读不到 · cannot be read: ${path} (${error instanceof Error ? error.message : String(error)})`)
  })

/** The page's address names the record too. */
async function fetchText(address: string): Promise<string> {
  const url = new URL(address)
  url.pathname = url.pathname.replace(/^\/draws\//, '/v1/draws/')
  url.hash = ''
  try {
    const response = await fetch(url, {
      signal: AbortSignal.timeout(REQUEST_MS),
      headers: { accept: 'application/json' },
    })
    if (response.ok) return await response.text()
    throw new NoRecord(`${url.href}: ${response.status}`)
  } catch (error) {
    if (error instanceof NoRecord) throw error
    throw new NoRecord(`${url.href}: ${error instanceof Error ? error.message : String(error)}`)
  }
}

function titleOf({ campaignId, entries, winners }: DrawProofRecord): string {
  return `${campaignId}: ${entries} 条参与记录 · entries, ${winners.length} 个中奖 · winners`
}

/** Nobody can see from here whether it was right: who takes many out just before the closing is to be seen. */
const removedWords = (removed: number): string =>
  `截止时因账号被主办方排除而移出 ${removed} 条 · ${removed} taken out at the closing, their accounts excluded by the host`

/** What the asker himself knows, held against the record. */
function noted(record: DrawProofRecord, { seedHash, root, user }: Wish): { holds: boolean; text: string }[] {
  const lines: { holds: boolean; text: string }[] = []
  if (seedHash !== undefined)
    lines.push({
      holds: seedHash.toLowerCase() === record.seedHash,
      text: '种子哈希与您记下的一致 · the seed’s hash is the one you noted',
    })
  if (root !== undefined)
    lines.push({
      holds: root.toLowerCase() === record.entriesRoot,
      text: '根与您记下的一致 · the root is the one you noted',
    })
  if (user !== null) {
    const hash = entryHash({ campaignId: record.campaignId, ...user, salt: user.salt.toLowerCase() })
    const number = record.entryList.indexOf(hash)
    const won = record.winners.some(({ entry }) => entry === number)
    const place = won ? `#${number}, 中奖 · won` : `#${number}, 未中奖 · did not win`
    const absent =
      record.removedList?.includes(hash) === true
        ? '截止时被移出 · was taken out at the closing'
        : '不在名单里 · is not in the list'
    lines.push({
      holds: number >= 0,
      text: `您的参与记录 · your entry: ${hash.slice(0, 16)}… ${number < 0 ? absent : place}`,
    })
  }
  return lines
}
