import { networkInterfaces } from 'node:os'

const everywhere: ReadonlySet<string> = new Set(['0.0.0.0', '::'])
const loopback = /^(127\.|localhost$|::1$)/

/** The address under which this machine reaches its own server. @param host as configured; @param port as it listens */
export function ownAddress(host: string, port: number): string {
  const name = everywhere.has(host) ? '127.0.0.1' : host
  return `http://${name.includes(':') ? `[${name}]` : name}:${port}`
}

/** Addresses under which other machines of the network may reach it; none where it listens to this machine only. */
export function lanAddresses(host: string, port: number): string[] {
  if (loopback.test(host)) return []
  if (!everywhere.has(host)) return [ownAddress(host, port)]
  const found = Object.values(networkInterfaces()).flatMap((list) => list ?? [])
  return found
    .filter(({ family, internal }) => family === 'IPv4' && !internal)
    .map(({ address }) => ownAddress(address, port))
}

/** What the demo says at its start, in both languages. */
export function greeting(own: string, lan: readonly string[]): string {
  const phone =
    lan[0] === undefined
      ? [
          '手机:用 HOST=0.0.0.0 启动后,同一网络的手机可以打开;同一网络的人都能走进这三扇门',
          'Phone: start with HOST=0.0.0.0, then phones in the same network can open it; so can anyone in it, through all three doors',
        ]
      : [`手机(同一网络)· Phone (same network): ${lan.map((url) => `${url}/`).join('  ')}`]
  return [
    '',
    `演示 · demo: ${own}/`,
    `  粉丝 · fan       ${own}/fan/xiaoman`,
    `  主播 · owner     ${own}/  → 「主播」门 · the owner's door`,
    `  审核 · reviewer  ${own}/  → 「审核」门 · the reviewer's door`,
    ...phone.map((line) => `  ${line}`),
    '  不要演示:TIEFEN_DEMO=0 npm start(换一个空的 TIEFEN_DATA 即为干净的库)',
    '  Without the demo: TIEFEN_DEMO=0 npm start (an empty TIEFEN_DATA gives a clean store)',
    '',
  ].join('\n')
}

/** Said at the first start, while there is nothing to see yet. */
export const PREPARING = '  正在准备两周的往事,约十几秒 · preparing two weeks of past, some ten seconds …\n'
/** Said when the rooms go on air. */
export const ON_AIR = '  已开播,打开上面的地址看看 · on air: open the address above\n'
