import { createHmac } from 'node:crypto'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { openJetStream } from '../../src/infra/jetstream.ts'
import { connectNats } from '../../src/infra/nats.ts'
import { startNats, type TestNats } from '../support/nats-server.ts'
import { describeNatsPostgres, until } from '../support/nats.ts'
import { openPublisher, openSources, orderEvent, type Publisher, type Sources } from './support.ts'

const everything = ['--stream', 'orders', '--subject', 'orders.>'] as const
const once = [...everything, '--until-caught-up'] as const

describeNatsPostgres('consume: a JetStream stream as a source of events', () => {
  let nats: TestNats
  let sources: Sources
  let platform: Publisher
  beforeAll(async () => {
    nats = await startNats()
  })
  afterAll(() => nats.close())
  beforeEach(async () => {
    sources = await openSources(nats.url)
    platform = await openPublisher(nats.url)
    await platform.manager.streams.delete('orders').catch(() => undefined)
    await platform.create()
  })
  afterEach(async () => {
    await platform.close()
    await sources.close()
  })

  const exactly = async (events: number): Promise<void> => {
    expect(await sources.booked()).toEqual({ entries: events, events })
    expect(await sources.differences()).toEqual([])
  }
  const kinds = async (): Promise<string[]> => (await sources.incidents()).map((one) => String(one['kind']))

  test('TASK-10: every event counts once: one a message and many, published twice, read again from the start', async () => {
    await platform.publish(1, 50)
    await platform.publish(51, 300, { perMessage: 25 })
    await platform.publish(1, 20)
    expect(await sources.consume([...once, '--batch', '40']).ended).toBe(0)
    await exactly(300)
    expect(await sources.position()).toMatchObject({
      position: 80,
      epoch: 1,
      messages: 80,
      events: 320,
      applied: 300,
      duplicates: 20,
      pending: 0,
      holes: 0,
    })
    // the second run begins behind the first
    expect(await sources.consume(once).ended).toBe(0)
    expect(await sources.position()).toMatchObject({ epoch: 2, messages: 80 })
    // another name has a position of its own; the events are the same
    expect(await sources.consume([...once, '--durable', 'again']).ended).toBe(0)
    expect(await sources.position('again')).toMatchObject({ messages: 80, applied: 0, duplicates: 320 })
    await exactly(300)
  })

  test('what comes while it runs is taken as it comes, and acknowledged after the commit', async () => {
    const consumer = sources.consume(everything)
    await until('claimed', async () => (await sources.db.query('select 1 from consumer_position')).length === 1)
    for (let number = 1; number <= 5; number += 1) {
      await platform.publish(number, number)
      await until(`order ${number} booked`, async () => (await sources.booked()).entries === number)
    }
    await until('acknowledged', async () => {
      const [info] = await platform.manager.consumers.list('orders').next()
      return info?.name === 'tiefen_orders_1' && info.ack_floor.stream_seq === 5
    })
    expect(await consumer.stop()).toBe(0)
    await exactly(5)
    // it takes its delivery with it
    expect(await platform.manager.consumers.list('orders').next()).toEqual([])
  })

  test('bad messages do not stop the others; each is told and kept', async () => {
    await platform.publish(1, 3)
    await platform.raw('orders.x', '{"half":')
    await platform.raw('orders.x', Buffer.from([0xff, 0xfe, 0x00]))
    await platform.raw('orders.x', '"text"')
    await platform.raw('orders.x', '[]')
    await platform.raw('orders.x', JSON.stringify(Array.from({ length: 5_001 }, () => 0)))
    await platform.raw('orders.x', JSON.stringify([orderEvent(5), orderEvent(4, 'nobody'), 7]))
    await platform.publish(6, 6)
    expect(await sources.consume(once).ended).toBe(0)
    await exactly(5)
    expect(await sources.position()).toMatchObject({
      position: 10,
      messages: 10,
      bad_messages: 4,
      applied: 5,
      rejected: 2,
    })
    const incidents = (await sources.incidents()).map((one) => [one['kind'], one['first_seq'], one['code']].join(' '))
    expect(incidents).toEqual([
      'bad_message 4 malformed_json',
      'bad_message 5 malformed_json',
      'bad_message 6 malformed',
      'bad_message 8 batch_too_large',
      'refused_event 9 unknown_owner',
      'refused_event 9 malformed',
    ])
    const [half] = await sources.incidents()
    expect(Buffer.from(half?.['body'] as Uint8Array).toString()).toBe('{"half":')
  })

  test('what is kept of bad messages has a bound, the count has none', async () => {
    const bad = Array.from({ length: 1_300 }, (_, number) => platform.raw('orders.x', `no json ${number}`))
    await Promise.all(bad)
    expect(await sources.consume([...once, '--batch', '500']).ended).toBe(0)
    expect(await sources.position()).toMatchObject({ bad_messages: 1_300, position: 1_300 })
    const incidents = await sources.incidents()
    expect([incidents.length, incidents[0]?.['first_seq'], incidents.at(-1)?.['first_seq']]).toEqual([
      1_000, 301, 1_300,
    ])
  }, 60_000)

  test('TASK-10: a message whose events cannot be committed is put aside alone', async () => {
    await platform.publish(1, 9)
    // the world of this test: one order breaks the engine, whatever is tried with it
    await sources.db.exec(`
      create function break_one() returns trigger language plpgsql as $$
      begin raise exception 'no such thing' using errcode = 'P0001'; end $$;
      create trigger break_one before insert on ledger for each row when (new.event_id = 'n-5') execute function break_one()`)
    expect(await sources.consume(once).ended).toBe(0)
    expect(await sources.booked()).toEqual({ entries: 8, events: 8 })
    const { position, waiting, bad_messages: bad } = await sources.position()
    expect(position).toBe(9)
    // kept aside here, or in the engine's own quarantine
    expect(Number(waiting) + Number(bad)).toBe(1)
  })

  test('kill -9 between commit and acknowledgement, and before the commit: nothing twice, nothing lost', async () => {
    await platform.publish(1, 120)
    for (const at of ['consume.committed:1', 'consume.decided:1', 'consume.acknowledged:1']) {
      const killed = sources.spawn([...once, '--batch', '20'], { TIEFEN_CRASH_AT: at })
      await killed.ended
      await until(`killed at ${at}`, () => killed.child.signalCode === 'SIGKILL' || killed.child.exitCode !== null)
      expect(killed.child.signalCode).toBe('SIGKILL')
    }
    // two of the three had committed; a slow broker may hand over less than a whole batch at once
    const { position } = await sources.position()
    expect(position).toBe((await sources.booked()).events)
    expect(position).toBeGreaterThanOrEqual(2)
    expect(position).toBeLessThanOrEqual(40)
    expect(await sources.consume(once).ended).toBe(0)
    expect(await sources.position()).toMatchObject({ epoch: 4, messages: 120, applied: 120, duplicates: 0 })
    await exactly(120)
  }, 300_000)

  test('two processes with one name: the older one is fenced and commits nothing', async () => {
    await platform.publish(1, 10)
    let hold = (): void => undefined
    const gate = new Promise<void>((resolve) => (hold = resolve))
    let reached = false
    // it has the messages in hand when the other one takes over
    const older = sources.consume(everything, (stream) => ({
      ...stream,
      async deliver(wish) {
        const delivery = await stream.deliver(wish)
        return {
          ...delivery,
          async next(...args) {
            const messages = await delivery.next(...args)
            if (messages.length > 0) {
              reached = true
              await gate
            }
            return messages
          },
        }
      },
    }))
    await until('messages in hand', () => reached)
    const newer = sources.consume(everything)
    await until('the newer one has booked them', async () => (await sources.booked()).entries === 10)
    hold()
    expect(await older.ended).toBe(4)
    expect(older.said.join('')).toMatch(/taken over/)
    await platform.publish(11, 15)
    await until('the newer one goes on', async () => (await sources.booked()).entries === 15)
    expect(await newer.stop()).toBe(0)
    expect(await sources.position()).toMatchObject({ epoch: 2, messages: 15, duplicates: 0 })
    await exactly(15)
  })

  test('an older process that has nothing to do notices, too', async () => {
    const older = sources.consume(everything)
    await until('claimed', async () => (await sources.db.query('select 1 from consumer_position')).length === 1)
    const newer = sources.consume(everything)
    expect(await older.ended).toBe(4)
    expect(await newer.stop()).toBe(0)
  })

  test('messages deleted before they were read: told, recorded once, and passed; --strict stops before them', async () => {
    await platform.publish(1, 4)
    expect(await sources.consume(once).ended).toBe(0)
    await platform.publish(5, 20)
    await platform.manager.streams.deleteMessage('orders', 11)
    await platform.manager.streams.deleteMessage('orders', 12)
    const strict = sources.consume([...once, '--strict'])
    expect(await strict.ended).toBe(3)
    expect(strict.said.join('')).toMatch(/2 messages \(11 to 12\) were deleted/)
    expect(await sources.position()).toMatchObject({ position: 10, applied: 10, holes: 0 })
    expect(await sources.consume([...once, '--strict']).ended).toBe(3)
    expect(await sources.consume(once).ended).toBe(0)
    expect(await sources.position()).toMatchObject({ position: 20, applied: 18, holes: 1 })
    expect(await sources.incidents()).toMatchObject([{ kind: 'hole', first_seq: 11, last_seq: 12, certain: true }])
    await exactly(18)
  })

  test('a purge while it is away is a hole at the head; while it stands, a hole in the flow', async () => {
    await platform.publish(1, 3)
    expect(await sources.consume(once).ended).toBe(0)
    await platform.publish(4, 6)
    await platform.manager.streams.purge('orders')
    const consumer = sources.consume(everything)
    await until('the head hole', async () => Number((await sources.position())['holes']) === 1)
    expect(await sources.position()).toMatchObject({ position: 6 })
    await platform.publish(7, 7)
    await until('order 7', async () => (await sources.booked()).entries === 4)
    expect(await consumer.stop()).toBe(0)
    expect(await sources.incidents()).toMatchObject([{ kind: 'hole', first_seq: 4, last_seq: 6 }])
  })

  test('other subjects’ messages are no hole; a deleted one among them may be', async () => {
    const wish = ['--stream', 'orders', '--subject', 'orders.paid', '--until-caught-up']
    await platform.publish(1, 2)
    await platform.publish(3, 5, { subject: 'orders.other' })
    await platform.publish(6, 7)
    expect(await sources.consume(wish).ended).toBe(0)
    expect(await sources.incidents()).toEqual([])
    await platform.publish(8, 10, { subject: 'orders.other' })
    await platform.publish(11, 11)
    await platform.manager.streams.deleteMessage('orders', 9)
    expect(await sources.consume(wish).ended).toBe(0)
    expect(await sources.incidents()).toMatchObject([{ kind: 'hole', first_seq: 8, last_seq: 10, certain: false }])
    await exactly(5)
  })

  test('a stream made anew stops it with 3 until a human says so; what was applied counts once', async () => {
    await platform.publish(1, 10)
    expect(await sources.consume(once).ended).toBe(0)
    await platform.manager.streams.delete('orders')
    await platform.create()
    await platform.publish(6, 15)
    const stopped = sources.consume(once)
    expect(await stopped.ended).toBe(3)
    expect(stopped.said.join('')).toMatch(/made anew.*--accept-new-stream/s)
    expect(await sources.consume(once).ended).toBe(3)
    expect(await sources.position()).toMatchObject({ position: 10, epoch: 1 })
    expect(await sources.consume([...once, '--accept-new-stream']).ended).toBe(0)
    expect(await sources.position()).toMatchObject({ position: 10, epoch: 2, applied: 15, duplicates: 5 })
    expect(await kinds()).toEqual(['recreated', 'accepted'])
    await exactly(15)
  })

  test('a stream deleted and made anew under a running consumer', async () => {
    await platform.publish(1, 5)
    const consumer = sources.consume(everything)
    await until('five booked', async () => (await sources.booked()).entries === 5)
    await platform.manager.streams.delete('orders')
    await platform.create()
    await platform.publish(6, 9)
    expect(await consumer.ended).toBe(3)
    await exactly(5)
    expect(await kinds()).toEqual(['recreated'])
  }, 60_000)

  test('a stream that is gone stops it with 3; one that never was is wrong use', async () => {
    await platform.publish(1, 2)
    expect(await sources.consume(once).ended).toBe(0)
    await platform.manager.streams.delete('orders')
    const gone = sources.consume(once)
    expect(await gone.ended).toBe(3)
    expect(gone.said.join('')).toMatch(/there is no stream orders any more/)
    const never = sources.consume([...once, '--durable', 'never'])
    expect(await never.ended).toBe(2)
    expect(never.said.join('')).toMatch(/there is no stream orders/)
  }, 60_000)

  test('a tail that the broker lost, and other messages in its place', async () => {
    await platform.publish(1, 10)
    expect(await sources.consume(once).ended).toBe(0)
    // as after a power cut: the store believes in more than the stream has
    await sources.db.query(`update consumer_position set position = 12`)
    expect(await sources.consume(once).ended).toBe(3)
    await sources.db.query(`update consumer_position set position = 9`)
    expect(await sources.consume(once).ended).toBe(3)
    expect(await kinds()).toEqual(['lost_tail', 'rewritten'])
  })

  test('the broker killed and started again under load, five times', async () => {
    const consumer = sources.consume([...everything, '--batch', '50'])
    for (let round = 0; round < 5; round += 1) {
      await platform.publish(round * 60 + 1, round * 60 + 60, { patienceMs: 1_000 })
      await nats.kill()
      await nats.start()
    }
    await until('all booked', async () => (await sources.booked()).entries === 300, 60_000)
    expect(await consumer.stop()).toBe(0)
    await exactly(300)
    expect(await sources.incidents()).toEqual([])
  }, 120_000)

  test('a store that is away for a while: the position it has when it is back is the one that counts', async () => {
    await platform.publish(1, 200)
    // not until it has caught up: the last of these may come when it is about to end, and asks for its position
    const consumer = sources.consume([...everything, '--batch', '5'])
    for (let round = 0; round < 5; round += 1) {
      await until('it goes on', async () => (await sources.booked()).entries > round * 20)
      await sources.db.query(
        `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`,
      )
    }
    await until('all booked', async () => (await sources.booked()).entries === 200)
    expect(await consumer.stop()).toBe(0)
    await exactly(200)
    expect(await sources.position()).toMatchObject({ position: 200, messages: 200 })
  }, 60_000)

  test('messages that come again or are lost on the way leave no trace', async () => {
    await platform.publish(1, 60)
    let turn = 0
    const consumer = sources.consume([...once, '--batch', '10'], (stream) => ({
      ...stream,
      async deliver(wish) {
        // each delivery is another one's: its messages come to us, its acknowledgement is lost
        const delivery = await stream.deliver(wish)
        return { ...delivery, acknowledge: (message) => void ((turn += 1) % 3 === 0 && delivery.acknowledge(message)) }
      },
    }))
    expect(await consumer.ended).toBe(0)
    await exactly(60)
  })

  test('while the engine is busy nothing more is asked for, and nothing is lost', async () => {
    await platform.publish(1, 30)
    const busy = { left: 2 }
    const consumer = sources.consume(
      once,
      (stream) => stream,
      (app) => ({
        ...app,
        ingest: (events, options) =>
          (busy.left -= 1) >= 0
            ? Promise.resolve({ rejected: 'busy', extra: { retryAfterSeconds: 0.05 } })
            : app.ingest(events, options),
      }),
    )
    expect(await consumer.ended).toBe(0)
    expect(consumer.lines.filter(({ message }) => message.includes('busy'))).toHaveLength(2)
    await exactly(30)
  })

  test('TASK-10: with a full quarantine it stays before the event that found no room, and goes on when there is some', async () => {
    await platform.publish(1, 9)
    const full = { turns: 2 }
    const stood: number[] = []
    const consumer = sources.consume(
      [...once, '--batch', '9'],
      (stream) => stream,
      (app) => ({
        ...app,
        ingest: (events, options) =>
          app.ingest(events, {
            ...options,
            alongside: async (tx, results) => {
              const isHit = full.turns > 0 && results.some(({ id }) => id === 'n-5')
              if (isHit && results.length === 1) {
                full.turns -= 1
                stood.push(Number((await sources.position()).position))
              }
              const told = isHit ? ({ status: 'rejected', code: 'quarantine_full' } as const) : {}
              await options?.alongside?.(
                tx,
                results.map((one) => (one.id === 'n-5' ? { ...one, ...told } : one)),
              )
            },
          }),
      }),
    )
    expect(await consumer.ended).toBe(0)
    expect(consumer.lines.filter(({ fields }) => /quarantine is full/.test(String(fields['err'])))).toHaveLength(2)
    // those before it are taken
    expect(stood).toEqual([4, 4])
    expect(await sources.incidents()).toEqual([])
    expect(await sources.position()).toMatchObject({ position: 9, applied: 9, duplicates: 0, rejected: 0 })
    await exactly(9)
  })

  test('big messages are held up to a bound, whatever the broker has and however slow the engine is', async () => {
    const pieces = 40
    const data = Buffer.alloc(1_000_000, ' ')
    for (let number = 0; number < pieces; number += 1) await platform.raw('orders.big', data)
    const connection = await connectNats({ url: nats.url, credsFile: null, name: 'test' })
    const stream = await openJetStream(connection, 'orders', '')
    try {
      const delivery = await stream.deliver({ name: 'slow', fromSeq: 1, most: 1_000 })
      const asked = async () => {
        const { delivered, num_waiting: requests } = await platform.manager.consumers.info('orders', 'slow')
        return { delivered: delivered.consumer_seq, requests }
      }
      let reached = 0
      await until('no request is open, and none is made when its end has come', async () => {
        const before = await asked()
        // there and back: the end of a request, and what is asked then
        for (let way = 0; way < 2; way += 1) await connection.flush()
        const after = await asked()
        reached = after.delivered
        return reached > 0 && reached === before.delivered && before.requests === 0 && after.requests === 0
      })
      expect(reached).toBeLessThanOrEqual(17)
      const sequences: number[] = []
      while (sequences.length < pieces) {
        const messages = await delivery.next(1_000, 30_000, AbortSignal.timeout(30_000))
        expect(messages.length).toBeGreaterThan(0)
        expect(messages.length).toBeLessThanOrEqual(9)
        sequences.push(...messages.map(({ seq }) => seq))
      }
      expect(sequences).toEqual(Array.from({ length: pieces }, (_, number) => number + 1))
      await delivery.close()
    } finally {
      await stream.close()
    }
  }, 60_000)

  test.each([0, 4])('--until-caught-up ends though what waited is purged, %i of it on their way', async (sent) => {
    await platform.publish(1, 30)
    let isPurged = false
    const consumer = sources.consume([...once, '--batch', '2'], (stream) => ({
      ...stream,
      async deliver(wish) {
        const purge = async () => {
          isPurged = true
          await platform.manager.streams.purge('orders')
        }
        const isFirst = !isPurged
        if (isFirst && sent === 0) await purge()
        const delivery = await stream.deliver(wish)
        if (isFirst && sent > 0) {
          // two requests of two are made before anything is taken; in their midst, what is left would be told as nothing
          await until('they are on their way', async () => {
            const { delivered } = await platform.manager.consumers.info('orders', wish.name)
            return delivered.stream_seq === sent
          })
          await purge()
        }
        const pending = () => (isFirst ? 30 : delivery.pending())
        let left = isFirst ? sent : 0
        return {
          ...delivery,
          pending,
          // the broker says what it sends before it comes: behind that nothing comes, before it is waited for
          async next(most, _, signal) {
            const messages = await delivery.next(most, left > 0 ? 20_000 : 50, signal)
            left -= messages.length
            return messages
          },
        }
      },
    }))
    expect(await consumer.ended).toBe(0)
    expect(await sources.position()).toMatchObject({ position: 30, pending: 0, holes: 1 })
    expect(await sources.incidents()).toMatchObject([{ kind: 'hole', first_seq: sent + 1, last_seq: 30 }])
  })

  test('with keys, only signed messages count; any of the keys will do', async () => {
    const folder = await mkdtemp(`${tmpdir()}/tiefen-keys-`)
    const keys = ['the-older-key-of-this-stream', 'the-newer-key-of-this-stream'] as const
    try {
      await writeFile(`${folder}/keys`, `${keys.join('\n')}\n`)
      for (const [index, key] of [...keys, 'somebody-elses-key'].entries()) {
        const body = JSON.stringify(orderEvent(index + 1))
        await platform.raw('orders.paid', body, [
          'Tiefen-Signature',
          `v1=${createHmac('sha256', key).update(body).digest('hex')}`,
        ])
      }
      await platform.publish(9, 9)
      expect(await sources.consume([...once, '--hmac-key-file', `${folder}/keys`]).ended).toBe(0)
      await exactly(2)
      expect(await sources.incidents()).toMatchObject([
        { code: 'signature_invalid', first_seq: 3 },
        { code: 'signature_invalid', first_seq: 4 },
      ])
      await writeFile(`${folder}/short`, 'short\n')
      expect(await sources.consume([...once, '--hmac-key-file', `${folder}/short`]).ended).toBe(2)
    } finally {
      await rm(folder, { recursive: true })
    }
  })

  test('a stream that cannot be read safely is refused, a risky one is warned of', async () => {
    await platform.manager.streams.delete('orders')
    await platform.create({ retention: 'workqueue' })
    const refused = sources.consume(once)
    expect(await refused.ended).toBe(2)
    expect(refused.said.join('')).toMatch(/retention is workqueue/)
    await platform.manager.streams.delete('orders')
    await platform.create({ storage: 'memory', max_age: 3_600_000_000_000, max_msgs: 10 })
    const warned = sources.consume(once)
    expect(await warned.ended).toBe(0)
    const words = warned.lines.map(({ message }) => message).join('\n')
    for (const what of ['kept in memory', 'older than 1.0 h', 'drops its oldest', 'the broker is 2.'])
      expect(words).toContain(what)
  })

  test('a name reads one stream and one subject; --status tells where each stands', async () => {
    await platform.publish(1, 3)
    expect(await sources.consume(once).ended).toBe(0)
    const other = sources.consume(['--stream', 'orders', '--subject', 'orders.paid', '--durable', 'orders'])
    expect(await other.ended).toBe(2)
    expect(other.said.join('')).toMatch(/reads orders orders\.>/)
    await platform.raw('orders.x', 'no json')
    expect(await sources.consume(once).ended).toBe(0)
    const status = sources.consume(['--status'])
    expect(await status.ended).toBe(0)
    expect(status.said.join('')).toMatch(
      /orders: orders orders\.>\n {2}position 4, 0 pending.*bad_message 4 malformed_json/s,
    )
  })
})

/** The block of docs/operate/nats.md, with passwords. */
async function documentedUsers(): Promise<string> {
  const text = await readFile(new URL('../../docs/operate/nats.md', import.meta.url), 'utf8')
  const block = /## Permissions\n+```\n([\s\S]*?)```/.exec(text)?.[1] ?? ''
  return block.replace('$NODE', 'n').replace('$CONSUME', 'c')
}

describeNatsPostgres('consume: with the permissions of docs/operate/nats.md', () => {
  let nats: TestNats
  beforeAll(async () => {
    nats = await startNats(`authorization { users [ { user: platform, password: p }\n${await documentedUsers()} ] }`)
  })
  afterAll(() => nats.close())
  const as = (who: string): string => nats.url.replace('//', `//${who}@`)

  test('they suffice, and neither purge nor publish', async () => {
    const sources = await openSources(as('tiefen-consume:c'))
    const [platform, own] = [await openPublisher(as('platform:p')), await openPublisher(as('tiefen-consume:c'))]
    try {
      await platform.create()
      await platform.publish(1, 3)
      expect(await sources.consume(once).ended).toBe(0)
      await platform.publish(4, 4, { subject: 'orders.other' })
      await platform.publish(5, 5)
      const filtered = ['--stream', 'orders', '--subject', 'orders.paid', '--durable', 'paid', '--until-caught-up']
      expect(await sources.consume(filtered).ended).toBe(0)
      expect(await sources.position('paid')).toMatchObject({ messages: 4, applied: 1, duplicates: 3 })
      await expect(own.manager.streams.purge('orders')).rejects.toThrow()
      await expect(own.raw('orders.paid', '{}')).rejects.toThrow()
    } finally {
      await Promise.all([platform.close(), own.close()])
      await sources.close()
    }
  })
})
