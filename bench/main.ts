import { cpus, release, totalmem } from 'node:os'
import { parseArgs } from 'node:util'
import { benchClub, reportClub } from './club.ts'
import { benchGroups, reportGroups } from './groups.ts'
import { writeSection, type Section } from './page.ts'
import { benchReach, reportReach } from './reach.ts'
import { benchRush, reportRush } from './rush.ts'
import { benchScale, reportScale } from './scale.ts'
import { benchSpeed } from './speed.ts'
import { reportSpeed } from './speed-report.ts'

/** `npm run bench`: a list of parts, see docs/performance.md, which they write. The database server is given by scripts/bench.mjs. */

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    /** a short look: smaller sizes; like one of another `size` it writes nothing unless `write` */
    quick: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
    /** another part than speed */
    scale: { type: 'boolean', default: false },
    club: { type: 'boolean', default: false },
    rush: { type: 'boolean', default: false },
    groups: { type: 'boolean', default: false },
    reach: { type: 'boolean', default: false },
    /** members and events of the part are multiplied by it, to try the benchmark itself */
    size: { type: 'string', default: '1' },
    rounds: { type: 'string' },
  },
})
const [url, server = ''] = positionals
if (url === undefined) throw new Error('scripts/bench.mjs starts this')

const size = Number(options.size)
const sized = (count: number): number => Math.ceil(count * size)
const rounds = Number(options.rounds ?? (options.quick ? 3 : 5))
const machine = `${cpus().length} × ${cpus()[0]?.model ?? 'unknown CPU'}, ${Math.round(totalmem() / 2 ** 30)} GiB, Linux ${release()}, Node ${process.version}`

interface Report {
  readonly text: string
  readonly page: string
  readonly pictures?: Readonly<Record<string, string>>
  /** every goal but the stretches */
  readonly reached: boolean
}

const parts: Readonly<Record<Section, (address: string) => Promise<Report>>> = {
  async speed(address) {
    const plan = options.quick
      ? { rounds, members: 50_000, embeddedMembers: 5_000, copied: 50_000, scale: 0.2 }
      : { rounds, members: 1_000_000, embeddedMembers: 20_000, copied: 300_000, scale: 1 }
    const found = await benchSpeed(address, {
      ...plan,
      members: sized(plan.members),
      embeddedMembers: sized(plan.embeddedMembers),
      copied: sized(plan.copied),
      scale: plan.scale * size,
    })
    const report = reportSpeed(found, machine, server)
    return { ...report, reached: report.goals.every(({ reached, stretch }) => reached || stretch) }
  },
  async scale(address) {
    const members = (options.quick ? [10_000, 100_000, 1_000_000] : [100_000, 1_000_000, 10_000_000]).map(sized)
    return reportScale(await benchScale(address, { rounds, members, events: sized(options.quick ? 50_000 : 200_000) }))
  },
  async club(address) {
    const plan = {
      members: sized(options.quick ? 100_000 : 1_000_000),
      reads: options.quick ? 50 : 200,
      requests: 1_000,
    }
    return { ...reportClub(await benchClub(address, plan)), reached: true }
  },
  async rush(address) {
    const rushRounds = Number(options.rounds ?? (options.quick ? 3 : 20))
    return reportRush(await benchRush(address, { rounds: rushRounds, claimers: 2_000, stock: 500, shares: 200 }))
  },
  async groups(address) {
    const plan = { rounds, groups: options.quick ? 2 : 25, readers: sized(options.quick ? 500 : 5_000), joiners: 2_500 }
    return reportGroups(await benchGroups(address, plan))
  },
  async reach(address) {
    const found = await benchReach(address, { rounds, members: sized(options.quick ? 5_000 : 50_000) })
    return reportReach(found, machine, server)
  },
}

const name: Section = (['scale', 'club', 'rush', 'groups', 'reach'] as const).find((part) => options[part]) ?? 'speed'
const { text, page, pictures, reached } = await parts[name](url)
console.log(text)
if (options.write || (!options.quick && size === 1)) await writeSection(name, page, pictures)
if (!reached) process.exitCode = 1
