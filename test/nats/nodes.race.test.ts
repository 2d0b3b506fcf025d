import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { openStream } from '../../sdk/stream.ts'
import { handClock, KEY, openNodes, type TestNode, type TestNodes } from '../race/nodes.ts'
import { startNats, type TestNats } from '../support/nats-server.ts'
import { describeNatsPostgres, until } from '../support/nats.ts'
import { describePostgres } from '../support/store.ts'

/** Two nodes on one PostgreSQL: who is connected to one sees what the other commits, with a bus and without. */

/** A node polls every second; but a long transaction of any other test on this server holds back what was written since. */
const POLLED_MS_MOST = 60_000
const SLOW_MS = 300_000

/** Those who joined, in the order told, by a stream at one node. */
function hearJoins(node: TestNode, ownerId: string) {
  const stop = new AbortController()
  const heard = new Set<string>()
  let told = 0
  let ready: () => void = () => undefined
  const stands = new Promise<void>((resolve) => (ready = resolve))
  const read = async (): Promise<void> => {
    const topics = [`club:${ownerId}`]
    for await (const update of openStream({ baseUrl: node.address, token: KEY, topics, signal: stop.signal })) {
      if (update.kind !== 'message') ready()
      else if (update.message.kind === 'member.joined') {
        told += 1
        heard.add(String(update.message.body['userId']))
      }
    }
  }
  const ended = read()
  return {
    stands,
    heard,
    /** how often it was told: more than `heard` holds when something came twice */
    told: () => told,
    close: () => {
      stop.abort()
      return ended
    },
  }
}

function describeTwoNodes(open: () => Promise<TestNodes>) {
  const state = { world: null as unknown as TestNodes, club: 0, ownerId: '' }
  beforeAll(async () => {
    state.world = await open()
  })
  afterAll(() => state.world.close())
  beforeEach(async () => {
    state.ownerId = `luo${(state.club += 1)}`
    const owner = { kind: 'creator', name: state.ownerId, mode: 'shopping' }
    expect((await here().call('PUT', `/v1/owners/${state.ownerId}`, owner)).status).toBeLessThan(300)
  })
  const here = (): TestNode => state.world.nodes[0] as TestNode
  const there = (): TestNode => state.world.nodes[1] as TestNode
  return {
    here,
    there,
    hear: () => hearJoins(there(), state.ownerId),
    /** A join at the first node. */
    async join(user: string): Promise<void> {
      const answer = await here().call('PUT', `/v1/clubs/${state.ownerId}/members/${user}`, { scene: 'group' })
      expect(answer.status).toBe(200)
    },
    figure: async (node: TestNode, name: string): Promise<number> => {
      const answer = await fetch(`${node.address}/metrics`, { headers: { authorization: `Bearer ${KEY}` } })
      return Number(new RegExp(`^${name} (.+)$`, 'm').exec(await answer.text())?.[1])
    },
    link: async (node: TestNode): Promise<unknown> => {
      const answer = await node.call('GET', '/readyz')
      expect(answer.status).toBe(200)
      return answer.body['bus']
    },
  }
}

describePostgres('nodes: without a bus', () => {
  const nodes = describeTwoNodes(() => openNodes(2, handClock()))

  test(
    'what one commits, the other sees by polling',
    async () => {
      const joins = nodes.hear()
      await joins.stands
      for (let number = 0; number < 5; number += 1) await nodes.join(`u${number}`)
      await until('five joins heard', () => joins.heard.size === 5, POLLED_MS_MOST)
      expect(await nodes.link(nodes.here())).toBe('none')
      await joins.close()
      expect(joins.told()).toBe(5)
    },
    SLOW_MS,
  )
})

describeNatsPostgres('nodes: with NATS between them', () => {
  let nats: TestNats
  const nodes = describeTwoNodes(async () => {
    nats = await startNats()
    return openNodes(2, handClock(), { NATS_URL: nats.url })
  })
  afterEach(() => void vi.useRealTimers())
  afterAll(() => nats.close())
  const connected = () =>
    until('both connected', async () => {
      const links = await Promise.all([nodes.here(), nodes.there()].map(nodes.link))
      return links.every((link) => link === 'connected')
    })

  test(
    'the broker frozen, killed, and back: nothing is lost or told twice, nodes stay ready',
    async () => {
      await connected()
      const joins = nodes.hear()
      await joins.stands
      nats.freeze()
      await nodes.join('frozen')
      await until('heard by polling while the broker hangs', () => joins.heard.has('frozen'), POLLED_MS_MOST)
      nats.thaw()
      await nats.kill()
      await nodes.join('killed')
      await until('heard by polling while there is none', () => joins.heard.has('killed'), POLLED_MS_MOST)
      await until('told to be away', async () => (await nodes.link(nodes.there())) === 'away')
      await nats.start()
      await connected()
      await nodes.join('back')
      await until('heard again', () => joins.heard.has('back'), POLLED_MS_MOST)
      await joins.close()
      expect([...joins.heard]).toEqual(['frozen', 'killed', 'back'])
      expect(joins.told()).toBe(3)
      expect(await nodes.figure(nodes.here(), 'tiefen_bus_connected')).toBe(1)
    },
    SLOW_MS,
  )

  test(
    'what one commits, the other sees without polling',
    async () => {
      await connected()
      await until('nobody listens', async () => (await nodes.figure(nodes.there(), 'tiefen_stream_clients')) === 0)
      // a node begins to poll with its first reader
      vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
      const joins = nodes.hear()
      await joins.stands
      let joined = 0
      let heardAtOnce = 0
      const allHeard = (): boolean => joins.heard.size === joined
      // what a transaction of another test held back is told with a later hint; a hint that was lost is not told at once either
      while (heardAtOnce < 30 || !allHeard()) {
        expect(joined).toBeLessThan(100)
        await nodes.join(`u${joined}`)
        joined += 1
        heardAtOnce += await until('the join heard', allHeard, 2_000).then(
          () => 1,
          () => 0,
        )
      }
      await joins.close()
      expect(joins.told()).toBe(joined)
    },
    SLOW_MS,
  )
})
