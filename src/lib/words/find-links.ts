import { foldLetter } from './fold.ts'

/**
 * Links and contacts in chat, however they are written. A text is first made plain: look-alikes, full width and case as in `fold`, what shows nothing left
 * out, every dot a dot; then patterns are looked for. What looks like a host but is not written as one (`taobao。com`) is a link nobody may send.
 */

/** Ends of names that need no path to be a link, also where the dot stands by itself or is spelled out. */
const strong = 'com|cn|net|org|xyz|cc|top|vip|shop'
const generic =
  'edu|gov|info|biz|site|online|store|club|live|app|dev|link|icu|wang|ltd|fun|work|tech|art|cloud|ink|pro|mobi|asia|name|tel|red|pub|ren|tv|io|co|hk|tw|mo|jp|kr|sg|uk|eu|de|fr|nl|ru|su|tk|ml|ga|cf|gq|ws|la|ly|gl|gg|ai|im|pw|st|sh'
/** Words as well: a link only with something behind it. */
const weak = 'me|to|so|in|us|is|it|am|at|be|by|do|my|no'

const dots = /[.。｡．․﹒⸳·•・∙⋅]/u
const invisible = /[\p{Cf}\p{Script=Inherited}\u115f\u1160\u3164\uffa0\u034f]/u

interface Plain {
  readonly text: string
  /** where each unit stood */
  readonly at: readonly number[]
}

function plainOf(text: string): Plain {
  let plain = ''
  const at: number[] = []
  let offset = 0
  for (const one of text) {
    const letters = dots.test(one)
      ? '.'
      : invisible.test(one)
        ? ''
        : foldLetter(one.codePointAt(0) ?? 0) || one.normalize('NFKC')
    plain += letters
    for (let n = 0; n < letters.length; n += 1) at.push(offset)
    offset += one.length
  }
  at.push(text.length)
  return { text: plain, at }
}

const label = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?'
const bare = new RegExp(`(?<![a-z0-9.-])(?:${label}\\.)+[a-z0-9-]{2,}`, 'g')
const ending = new RegExp(`^(?:${strong}|${generic})$`)
const weakEnding = new RegExp(`^(?:${weak})$`)
const scheme = /([a-z][a-z0-9+-]{1,20})\s?:\s?\/\s?\/\s*([^\s/?#]*)/g
const address = /(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?=:\d|\/)/
/** No host of ASCII letters: names in other scripts, dots with space around them or spelled out, letters far apart. */
const odd: readonly RegExp[] = [
  new RegExp(`[^\\P{L}a-z]\\.(?:${strong})(?![a-z0-9-])`, 'u'),
  new RegExp(`[a-z0-9]\\s*(?:\\.|点|\\(dot\\)|\\[dot\\]|\\[\\.\\]|\\sdot\\s)\\s*(?:${strong})(?![a-z0-9-])`),
]
const apart = new RegExp(`[a-z0-9]{2,}\\.(?:com|cn|net|org|xyz|cc)(?![a-z0-9-])`)

/** The host as it was written; null: not as a host is written. */
function hostOf(text: string, { at }: Plain, start: number, host: string): string | null {
  const written = text.slice(at[start], at[start + host.length])
  return written.toLowerCase() === host ? host : null
}

/** Hosts a text links to; null: a link whose host is hidden, or that leads elsewhere than to a web page. */
export function linksOf(text: string): (string | null)[] {
  const plain = plainOf(text)
  const links: (string | null)[] = []
  for (const match of plain.text.matchAll(scheme)) {
    const [all, kind = '', authority = ''] = match
    const name = (authority.split('@').at(-1) ?? '').replace(/:\d*$/, '')
    const start = match.index + all.length - authority.length + authority.lastIndexOf('@') + 1
    links.push(/^https?$/.test(kind) && /^[a-z0-9.-]+$/.test(name) ? hostOf(text, plain, start, name) : null)
  }
  for (const match of plain.text.matchAll(bare)) {
    const [host] = match
    const path = plain.text[match.index + host.length] === '/'
    const names = host.split('.').slice(1)
    if (names.some((name) => ending.test(name)) || (path && weakEnding.test(names.at(-1) ?? '')))
      links.push(hostOf(text, plain, match.index, host))
  }
  if (address.test(plain.text)) links.push(null)
  // what is a host as it stands is no odd one
  const rest = plain.text.replaceAll(scheme, ' ').replaceAll(bare, (host) => (/[a-z]/.test(host) ? '|' : host))
  if (rest.includes('://') || odd.some((pattern) => pattern.test(rest)) || apart.test(spelledTogether(rest)))
    links.push(null)
  return links
}

/** Letters that stand one by one (`t a o b a o . c o m`) as one word. */
const spelledTogether = (text: string): string =>
  text.replaceAll(/(?<![a-z0-9])(?:[a-z0-9.][ \t_*~|-]+){4,}[a-z0-9](?![a-z0-9])/g, (letters) =>
    letters.replaceAll(/[^a-z0-9.]/g, ''),
  )

/** Whether a host is one of those allowed, or lies under one. */
export const isAllowedHost = (host: string | null, allowed: readonly string[]): boolean =>
  host !== null && allowed.some((one) => host === one || host.endsWith(`.${one}`))

const numerals: ReadonlyMap<string, string> = new Map(
  ['零〇0', '一壹幺1', '二贰2', '三叁3', '四肆4', '五伍5', '六陆6', '七柒7', '八捌8', '九玖9'].flatMap((row) => {
    const letters = Array.from(row)
    return letters.map((letter) => [letter, letters.at(-1) ?? ''] as const)
  }),
)
const mobile = /(?<!\d)(?:\+?86)?1[3-9]\d{9}(?!\d)/
const chatId =
  /(?:微信|薇信|威信|徽信|v信|vx|wx|weixin|wechat|加v|加微|qq|扣扣|企鹅)(?:[^\p{L}\p{N}]|号|码|是|id|同){0,6}(?:[a-z][a-z0-9_-]{5,19}|\d{5,12})(?![a-z0-9])/u

/** Whether a text names a mobile number of the mainland, or an id of a chat programme with the programme's name. */
export function hasContact(text: string): boolean {
  const plain = Array.from(plainOf(text).text, (letter) => numerals.get(letter) ?? letter).join('')
  const digits = plain.replaceAll(/(?<=\d)[^\p{L}\p{N}]{1,3}(?=\d)/gu, '')
  return mobile.test(digits) || chatId.test(plain) || chatId.test(digits)
}
