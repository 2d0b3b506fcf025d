import { describe, expect, it } from 'vitest'
import { clockText, createProgress } from './progress.ts'

function shown(
  isTerminal: boolean,
  act: (progress: ReturnType<typeof createProgress>, pass: (ms: number) => void) => void,
): string {
  let text = ''
  let now = 0
  const progress = createProgress({ write: (more) => void (text += more), isTerminal, columns: 80 }, () => now)
  act(progress, (ms) => void (now += ms))
  return text
}

describe('progress', () => {
  it('tells part, rate and time left, a line now and then', () => {
    const text = shown(false, (progress, pass) => {
      for (let lines = 0; lines <= 4_000; lines += 1_000) {
        progress.show({ lines, linesExpected: 10_000 })
        pass(1_000)
      }
      progress.done({ lines: 5_000, linesExpected: 5_000 })
    })
    expect(text.split('\n')).toEqual([
      'import: 0%  0 lines  0 lines/s  left ?',
      'import: 20%  2,000 lines  1,000 lines/s  left 0:08',
      'import: 40%  4,000 lines  1,000 lines/s  left 0:06',
      'import: 5,000 lines in 0:05 (1,000 lines/s)',
      '',
    ])
  })

  it('draws a bar in a terminal, within its width', () => {
    const text = shown(true, (progress, pass) => {
      pass(1_000)
      progress.show({ lines: 500, linesExpected: 1_000 })
    })
    expect(text).toContain('████████████░░░░░░░░░░░░  50%  500 lines  500 lines/s  left 0:01')
    expect(text.startsWith('\r')).toBe(true)
  })

  it('lines of an earlier run are no measure of speed', () => {
    const text = shown(false, (progress, pass) => {
      progress.resumed(9_000)
      pass(10_000)
      progress.show({ lines: 10_000, linesExpected: 20_000 })
    })
    expect(text).toContain('100 lines/s  left 1:40')
  })

  it.each([
    [0.4, '0:00'],
    [59.6, '1:00'],
    [3_599, '59:59'],
    [3_661, '1:01:01'],
  ])('%d s is %s', (seconds, text) => expect(clockText(seconds)).toBe(text))
})
