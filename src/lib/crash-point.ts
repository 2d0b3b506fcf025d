/** Where a process is to end: at the nth time it passes the point of this name. */
export interface CrashAt {
  readonly name: string
  /** from 1 */
  readonly nth: number
}

let left = 0
let armed: string | null = null

/** Arms one point of this process, or none; the fault suite does it at the start (test/faults). */
export function armCrashPoint(at: CrashAt | null): void {
  armed = at?.name ?? null
  left = at?.nth ?? 0
}

/** A place where a crash must harm nothing: does nothing unless armed, then ends the process as kill -9 would, in the middle of its work. */
export function crashPoint(name: string): void {
  if (armed !== name) return
  left -= 1
  if (left <= 0) process.kill(process.pid, 'SIGKILL')
}
