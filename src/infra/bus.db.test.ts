import { afterAll, beforeAll, expect, test } from 'vitest'
import { startNats, type TestNats } from '../../test/support/nats-server.ts'
import { describeNats, until } from '../../test/support/nats.ts'
import { silentLog } from '../../test/support/store.ts'
import type { Bus } from '../ports/bus.ts'
import { createMemoryBus } from './memory-bus.ts'
import { createNatsBus } from './nats-bus.ts'

/** What both buses owe: a hint of one node reaches the others and not itself. */
async function behaves(one: Bus, other: Bus): Promise<void> {
  const heard = { one: 0, other: 0 }
  one.onHint(() => (heard.one += 1))
  const stop = other.onHint(() => (heard.other += 1))
  await until('both connected', () => one.figures().link === 'connected' && other.figures().link === 'connected')
  const before = heard.one
  heard.other = 0
  one.hint()
  await until('a hint heard', () => heard.other === 1)
  expect(heard.one).toBe(before)
  expect(one.figures().sent).toBe(1)
  stop()
  one.hint()
  await until('a second hint arrived', () => other.figures().heard >= 2)
  expect(heard.other).toBe(1)
}

test('bus: in memory, a hint reaches the other nodes', async () => {
  const join = createMemoryBus()
  const one = join()
  expect(one.figures().link).toBe('none')
  one.hint()
  expect(one.figures().sent).toBe(0)
  const other = join()
  await behaves(one, other)
  await other.close()
  expect(one.figures().link).toBe('none')
})

describeNats('bus: over NATS', () => {
  let nats: TestNats
  const buses: Bus[] = []
  const open = (storeId: string, url = nats.url, credsFile: string | null = null): Bus => {
    const bus = createNatsBus({ url, credsFile, name: 'test', storeId, log: silentLog })
    buses.push(bus)
    return bus
  }
  beforeAll(async () => {
    nats = await startNats()
  })
  afterAll(async () => {
    await Promise.all(buses.map((bus) => bus.close()))
    await nats.close()
  })

  test('a hint reaches the other nodes', () => behaves(open('a1'), open('a1')))

  test('nodes of another store are left in peace', async () => {
    const [one, same, foreign] = [open('b1'), open('b1'), open('b2')]
    await until('all connected', () => [one, same, foreign].every((bus) => bus.figures().link === 'connected'))
    one.hint()
    await until('a hint heard', () => same.figures().heard === 1)
    expect(foreign.figures().heard).toBe(0)
  })

  test('a thousand hints at once are a few messages, and the last one is never forgotten', async () => {
    const [one, other] = [open('c1'), open('c1')]
    await until('both connected', () => one.figures().link === 'connected' && other.figures().link === 'connected')
    for (let turn = 0; turn < 1_000; turn += 1) one.hint()
    await until('both hints arrived', () => other.figures().heard === 2)
    expect(one.figures().sent).toBe(2)
  })

  test('the broker killed and started again: hints are dropped meanwhile, and each node looks once it is back', async () => {
    const [one, other] = [open('d1'), open('d1')]
    await until('both connected', () => one.figures().link === 'connected' && other.figures().link === 'connected')
    let looked = 0
    other.onHint(() => (looked += 1))
    await nats.kill()
    await until('both away', () => one.figures().link === 'away' && other.figures().link === 'away')
    one.hint()
    expect(one.figures()).toMatchObject({ sent: 0, dropped: 1 })
    await nats.start()
    await until('both back', () => one.figures().link === 'connected' && other.figures().link === 'connected')
    expect(looked).toBe(1)
    expect(other.figures()).toMatchObject({ heard: 0, connections: 2 })
    one.hint()
    await until('a hint heard', () => other.figures().heard === 1)
  })

  test('no broker at the start: away, then connected when it comes; closing does not wait for it', async () => {
    await nats.kill()
    const bus = open('e1')
    await until('told to be away', () => bus.figures().link === 'away')
    await nats.start()
    await until('connected', () => bus.figures().link === 'connected')
    await nats.kill()
    const lost = open('e1')
    await bus.close()
    await lost.close()
    await nats.start()
  })
})

describeNats('bus: over NATS, with the permissions of docs/operate/nats.md', () => {
  let nats: TestNats
  beforeAll(async () => {
    nats = await startNats(`authorization { users [
      { user: node, password: "p:1", permissions: { publish: "tiefen.wake.>", subscribe: "tiefen.wake.>" } }
      { user: stranger, password: s, permissions: { publish: "other.>", subscribe: "other.>" } }
    ] }`)
  })
  afterAll(() => nats.close())

  test('they suffice; whoever lacks them, or the password, is no node', async () => {
    const at = (who: string) => nats.url.replace('//', `//${who}@`)
    const open = (who: string): Bus =>
      createNatsBus({ url: at(who), credsFile: null, name: 'test', storeId: 'p1', log: silentLog })
    const [one, other, wrong, stranger] = [open('node:p%3A1'), open('node:p%3A1'), open('node:p'), open('stranger:s')]
    try {
      await behaves(one, other)
      await until('the stranger has connected', () => stranger.figures().connections > 0)
      stranger.hint()
      one.hint()
      await until('three hints heard', () => other.figures().heard === 3)
      expect(stranger.figures().heard).toBe(0)
      expect(wrong.figures()).toMatchObject({ link: 'away', connections: 0 })
    } finally {
      await Promise.all([one, other, wrong, stranger].map((bus) => bus.close()))
    }
  })
})
