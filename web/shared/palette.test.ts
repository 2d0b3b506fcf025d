import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { palette, tierNumberOf } from './palette.ts'

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8')
const [, darkBySystem = '', darkBySwitch = ''] = css.split(
  /@media \(prefers-color-scheme: dark\)|:root\[data-theme='dark'\]/,
)
const [lightBlock = ''] = css.split('@media')

function tokens(block: string): Record<string, string> {
  return Object.fromEntries([...block.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6})/g)].map((match) => [match[1], match[2]]))
}
const light = tokens(lightBlock)
const dark = { ...light, ...tokens(darkBySystem) }

function luminance(hex: string): number {
  const channel = (at: number) => {
    const value = parseInt(hex.slice(at, at + 2), 16) / 255
    return value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  }
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)
}
function contrast(a: string, b: string): number {
  const [low = 0, high = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y)
  return (high + 0.05) / (low + 0.05)
}

describe.each([
  ['light', light, palette.light],
  ['dark', dark, palette.dark],
] as const)('screens.md colour, %s', (_name, of, values) => {
  test('palette.ts repeats tokens.css', () => {
    for (const [key, value] of Object.entries(values)) {
      if (typeof value !== 'string') continue
      const token = key.replace(/([A-Z]|\d)/g, (part) => `-${part.toLowerCase()}`)
      expect(of[token], token).toBe(value)
    }
    values.tiers.forEach((value, index) => expect(of[`tier${index + 1}-a`]).toBe(value))
  })

  test('text has contrast of at least 4.5:1', () => {
    const grounds = ['paper', 'ground', 'raised', 'sunken']
    const pairs: [string, string][] = ['text', 'text-2', 'text-3'].flatMap((text) =>
      grounds.map((ground): [string, string] => [text, ground]),
    )
    for (const name of ['good', 'warn', 'bad']) pairs.push([name, `${name}-wash`], [name, 'paper'])
    pairs.push(['coral-text', 'paper'], ['coral-text', 'ground'], ['coral-text', 'coral-wash'])
    for (const tier of [1, 2, 3, 4]) {
      pairs.push([`tier${tier}-on`, `tier${tier}-a`], [`tier${tier}-on`, `tier${tier}-b`])
      pairs.push(
        [`tier${tier}-text`, 'paper'],
        [`tier${tier}-text`, `tier${tier}-wash`],
        [`tier${tier}-text`, 'ground'],
      )
    }
    const failing = pairs
      .map(([text, ground]) => ({ text, ground, ratio: contrast(of[text] ?? '', of[ground] ?? '') }))
      .filter(({ ratio }) => !(ratio >= 4.5))
    expect(failing).toEqual([])
    expect(contrast('#ffffff', of['coral-fill'] ?? '')).toBeGreaterThanOrEqual(4.5)
  })
})

test('the manual switch gives the same dark as the system', () => {
  expect(tokens(darkBySwitch)).toEqual(tokens(darkBySystem))
})

test('LVL-1: a tier is known by its title, else by the default ladder', () => {
  expect([1, 5, 6, 10, 11, 15, 16, 20].map((level) => tierNumberOf(level))).toEqual([1, 1, 2, 2, 3, 3, 4, 4])
  expect(tierNumberOf(5, 'Lv5铁粉')).toBe(2)
})
