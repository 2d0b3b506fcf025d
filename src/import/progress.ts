/** Where progress is shown. */
export interface Screen {
  write(text: string): void
  /** redraw one line in place; otherwise a line at a time */
  readonly isTerminal: boolean
  readonly columns: number
}

export interface ProgressState {
  /** lines whose fate is known */
  readonly lines: number
  /** lines there are, by the part of the file read so far */
  readonly linesExpected: number
}

const TERMINAL_EVERY_MS = 200
const PLAIN_EVERY_MS = 2_000
const BAR = 24

const grouped = (value: number): string => Math.round(value).toLocaleString('en-US')

/** `h:mm:ss` or `m:ss`. */
export function clockText(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds))
  const two = (value: number): string => String(value).padStart(2, '0')
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60]
  return hours > 0 ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`
}

/**
 * Shows progress, rate and time left on standard error: a bar in a terminal, else a line now and then.
 * @param now monotonic milliseconds
 */
export function createProgress(screen: Screen, now: () => number) {
  const began = now()
  let shownAt = -Infinity
  let resumedLines: number | null = null

  const words = ({ lines, linesExpected }: ProgressState): string => {
    const seconds = (now() - began) / 1_000
    // lines of an earlier run went by without work: they are no measure of this one's speed
    const rate = seconds === 0 ? 0 : (lines - (resumedLines ?? 0)) / seconds
    const part = linesExpected === 0 ? 1 : Math.min(1, lines / linesExpected)
    const left = rate > 0 ? clockText((linesExpected - lines) / rate) : '?'
    const numbers = `${(part * 100).toFixed(0).padStart(3)}%  ${grouped(lines)} lines  ${grouped(rate)} lines/s  left ${left}`
    if (!screen.isTerminal) return `import: ${numbers.trim()}\n`
    const full = Math.round(part * BAR)
    return `\r\u001b[2K${`${'█'.repeat(full)}${'░'.repeat(BAR - full)} ${numbers}`.slice(0, Math.max(20, screen.columns - 1))}`
  }

  return {
    /** The first `lines` were done by an earlier run. */
    resumed(lines: number): void {
      resumedLines = lines
    },
    show(state: ProgressState): void {
      if (now() - shownAt < (screen.isTerminal ? TERMINAL_EVERY_MS : PLAIN_EVERY_MS)) return
      shownAt = now()
      screen.write(words(state))
    },
    done(state: ProgressState): void {
      const seconds = (now() - began) / 1_000
      if (screen.isTerminal) screen.write('\r\u001b[2K')
      const rate = seconds === 0 ? 0 : (state.lines - (resumedLines ?? 0)) / seconds
      screen.write(`import: ${grouped(state.lines)} lines in ${clockText(seconds)} (${grouped(rate)} lines/s)\n`)
    },
  }
}
export type Progress = ReturnType<typeof createProgress>
