import { readFileSync, readdirSync } from 'node:fs'

/** Clock ticks that were worked: by everybody, and by this process with all that it started. Linux tells both in the same unit. */
interface Worked {
  readonly all: number
  readonly own: number
  /** worked or not, over all processors */
  readonly passed: number
}

const numbers = (text: string): number[] => text.trim().split(/\s+/).map(Number)

/** The fields of /proc/PID/stat behind the name: state, parent, …; null for a process that has gone. */
function statOf(pid: string): number[] | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return numbers(text.slice(text.lastIndexOf(')') + 4))
  } catch {
    return null
  }
}

const PARENT = 0
/** Own time in user mode and in the kernel, and the same of children that have ended. */
const TIMES = [10, 11, 12, 13] as const

function readWorked(): Worked {
  const [user = 0, nice = 0, system = 0, idle = 0, wait = 0, irq = 0, soft = 0, stolen = 0] = numbers(
    readFileSync('/proc/stat', 'utf8').split('\n', 1)[0]?.slice('cpu '.length) ?? '',
  )
  const all = user + nice + system + irq + soft + stolen
  const stats = new Map(
    readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .flatMap((pid) => {
        const stat = statOf(pid)
        return stat === null ? [] : [[Number(pid), stat] as const]
      }),
  )
  const isOwn = (pid: number): boolean => {
    const parent = stats.get(pid)?.[PARENT]
    return pid === process.pid || (parent !== undefined && parent > 1 && isOwn(parent))
  }
  let own = 0
  for (const [pid, stat] of stats) if (isOwn(pid)) for (const place of TIMES) own += stat[place] ?? 0
  return { all, own, passed: all + idle + wait }
}

/** Begins to watch; the returned function tells which share of the processors others have taken since, from 0 to 1 (0 where the system does not tell). */
export function watchOthers(): () => number {
  if (process.platform !== 'linux') return () => 0
  const before = readWorked()
  return () => {
    const now = readWorked()
    const others = now.all - before.all - (now.own - before.own)
    return Math.max(0, others / Math.max(1, now.passed - before.passed))
  }
}
