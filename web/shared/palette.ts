import type { Tier } from '../../src/contract/words.ts'

/** The values of tokens.css that cannot be CSS variables: charts, canvas, antd's theme. `palette.test.ts` keeps the two alike. */
export const palette = {
  light: {
    ink: '#17181c',
    paper: '#ffffff',
    ground: '#f6f6f4',
    raised: '#ffffff',
    line: '#e3e3de',
    text: '#17181c',
    text2: '#55585f',
    text3: '#676a71',
    coral: '#f0483e',
    coralFill: '#d9392f',
    good: '#1d7a4c',
    warn: '#8a5a00',
    bad: '#b3261e',
    tiers: ['#7c9cbf', '#4a5568', '#12a5a5', '#c9737a'],
  },
  dark: {
    ink: '#17181c',
    paper: '#17181c',
    ground: '#101114',
    raised: '#1f2126',
    line: '#2d3037',
    text: '#f3f3f1',
    text2: '#b9bcc3',
    text3: '#9a9ea7',
    coral: '#ff6258',
    coralFill: '#d9392f',
    good: '#6fd19f',
    warn: '#f0c060',
    bad: '#ff8d84',
    tiers: ['#93b1d1', '#5c6880', '#2cbdbb', '#d98a90'],
  },
} as const

const tierNumbers: Readonly<Record<Tier, 1 | 2 | 3 | 4>> = { 新粉: 1, 铁粉: 2, 钻粉: 3, 真爱粉: 4 }

/** 1 (新粉) to 4 (真爱粉): the number in the token names `--tier{n}-a`. */
export function tierNumber(tier: Tier): 1 | 2 | 3 | 4 {
  return tierNumbers[tier]
}

/** Tier number of a level by the default ladder (LVL-1), for views that carry a level and no tier; a title says it exactly. */
export function tierNumberOf(level: number, title?: string | undefined): 1 | 2 | 3 | 4 {
  if (title !== undefined) {
    for (const [name, number] of Object.entries(tierNumbers)) if (title.endsWith(name)) return number
  }
  return level <= 5 ? 1 : level <= 10 ? 2 : level <= 15 ? 3 : 4
}
