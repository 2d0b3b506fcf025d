import { beforeAll, expect, test } from 'vitest'
import type { MessageView } from '../../src/contract/messages.ts'
import { checkSums } from '../../src/flow/doctor/sums.ts'
import { openPostgres } from '../../src/infra/pg.ts'
import { seedStore } from '../../src/wire.ts'
import { askServer, sharedProgram, startServer, type Program, type Server } from '../faults/program.ts'
import { createDatabase, describePostgres, silentLog } from '../support/store.ts'

/**
 * kill -9 of a server in the middle of saying something (`group.said`) and between its commit and its answer (`request.done`, under a key): what was
 * acknowledged is there, what is sent again is there once. So with votes (`group.voted`), rewarded reviews (`group.rewarded`) and red packets with
 * their message (`group.posted`).
 */

interface Message {
  readonly from: string
  readonly text: string
  readonly sendId?: string
  readonly key?: string
}

type Asked = readonly [method: string, path: string, body?: unknown, key?: string]

describePostgres('a server killed while a group is spoken to', () => {
  let program: Program
  beforeAll(async () => void (program = await sharedProgram()))

  test('GRP-10: killed again and again, sent again: no acknowledged message lost, none said twice, the same answer', async () => {
    const { url, drop } = await createDatabase()
    const db = await openPostgres({ connectionString: url, max: 2, log: silentLog })
    try {
      await seedStore(db)
      let server = await startServer(program, { DATABASE_URL: url })
      const call = (...args: Asked) => askServer(server.url, ...args)
      await call('PUT', '/v1/owners/luo', { kind: 'creator', name: 'luo' })
      const made = await call('POST', '/v1/clubs/luo/groups', { name: 'g' })
      const path = `/v1/groups/${String(made.body['groupId'])}`
      for (const user of ['ann', 'bob']) await call('PUT', `${path}/members/${user}`)
      await server.stop()

      /** what each was told its message is; no entry: no answer came */
      const told = new Map<string, string>()
      const say = async ({ key, ...message }: Message): Promise<void> => {
        const answer = await call('POST', `${path}/messages`, { ...message, kind: 'text' }, key).catch(() => null)
        if (answer === null) return
        expect(answer.status, JSON.stringify(answer.body)).toBe(201)
        const is = JSON.stringify(answer.body)
        // what was told once stays
        expect(told.get(message.text) ?? is).toBe(is)
        told.set(message.text, is)
      }
      const all: Message[] = []
      let lost = 0
      for (const [round, at] of ['group.said:1', 'group.said:3', 'request.done:1', 'request.done:3'].entries()) {
        server = await startServer(program, { DATABASE_URL: url, TIEFEN_CRASH_AT: at })
        const messages = Array.from({ length: 4 }, (_, turn): Message => {
          const name = `${round}-${turn}`
          const from = ['ann', 'bob', 'luo'][turn % 3] ?? ''
          return { from, text: name, ...(at.startsWith('group') ? { sendId: name } : { key: name }) }
        })
        // one after another, so that another transaction comes where a later one is to die
        for (const message of messages) await say(message)
        lost += messages.filter(({ text }) => !told.has(text)).length
        all.push(...messages)
        await server.gone
      }
      // it died within the first and the third of four, and nobody heard what came after
      expect(lost).toBe(4 + 2 + 4 + 2)
      server = await startServer(program, { DATABASE_URL: url })
      await Promise.all([...all, ...all].map(say))
      const { body } = await call('GET', `${path}/messages?userId=ann&limit=200`)
      await server.stop()
      const seen = body['items'] as MessageView[]
      expect(seen.map(({ text }) => text).sort()).toEqual(all.map(({ text }) => text).sort())
      for (const { text = '', messageId } of seen) expect(told.get(text)).toContain(`"${messageId}"`)
    } finally {
      await db.close()
      await drop()
    }
  }, 300_000)

  test('GRP-8 BEN-8: killed within a vote, a reward and a packet, asked again: each is there once, as are its counts and its money', async () => {
    const { url, drop } = await createDatabase()
    const db = await openPostgres({ connectionString: url, max: 2, log: silentLog })
    try {
      await seedStore(db)
      const start = (crashAt: string): Promise<Server> =>
        startServer(program, { DATABASE_URL: url, ...(crashAt === '' ? {} : { TIEFEN_CRASH_AT: crashAt }) })
      let server = await start('group.voted:2')
      const must = async (...args: Asked) => {
        const answer = await askServer(server.url, ...args)
        expect(answer.status, `${args.join(' ')} ${JSON.stringify(answer.body)}`).toBeLessThan(300)
        return answer.body
      }
      /** The server dies of it and is started anew, to die at the next. @returns what was answered the second time */
      const dying = async (next: string, ...args: Asked) => {
        await expect(askServer(server.url, ...args), args[1]).rejects.toThrow()
        await server.gone
        server = await start(next)
        return must(...args)
      }
      await must('PUT', '/v1/owners/luo', { kind: 'creator', name: 'luo' })
      const yuan = (value: number) => ({ value, currency: 'CNY' })
      await must('POST', '/v1/owners/luo/budget', { amount: yuan(1_000) })
      const cash = { kind: 'redPacket', name: 'thanks', audience: {}, amount: yuan(100), stock: 5 }
      const { benefitId } = await must('POST', '/v1/clubs/luo/benefits', cash)
      const { groupId } = await must('POST', '/v1/clubs/luo/groups', { name: 'g' })
      for (const user of ['ann', 'bob']) await must('PUT', `/v1/groups/${String(groupId)}/members/${user}`)
      const say = (body: object) => must('POST', `/v1/groups/${String(groupId)}/messages`, { from: 'luo', ...body })
      await say({ kind: 'poll', question: 'which', options: ['one', 'two'] })
      const closesAt = new Date(Date.now() + 86_400_000).toISOString()
      await say({ kind: 'reviewCall', productId: 'p', benefitId, quota: 3, closesAt })
      const [poll] = await db.query<{ id: string }>('select poll_id::text as id from poll')
      const event = (id: string, type: string, data: object) => ({
        specversion: '1.0',
        id,
        source: 'kill',
        type,
        subject: 'ann',
        time: new Date().toISOString(),
        data: { ownerId: 'luo', orderId: 'o', ...data },
      })
      const line = { lineId: '1', productId: 'p', quantity: 1, amount: yuan(500) }
      await must('POST', '/v1/events', [event('paid', 'order.paid', { amount: yuan(500), lines: [line] })])
      const review = [event('review', 'order.reviewed', { lineId: '1' })]
      const vote = (user: string) => ['PUT', `/v1/polls/${poll?.id}/votes/${user}`, { options: [2] }] as const
      await must(...vote('ann'))
      const voted = await dying('group.rewarded:1', ...vote('bob'))
      expect(voted).toMatchObject({ voters: 2, options: [{ votes: 0 }, { votes: 2 }] })
      await dying('group.posted:1', 'POST', '/v1/events', review)
      expect(await must('POST', '/v1/events', review)).toMatchObject({ duplicates: 1 })
      const wish = { ownerId: 'luo', groupId, split: 'equal', total: yuan(400), count: 2 }
      const opened = await dying('', 'POST', '/v1/red-packets', wish, 'packet')
      expect(await must('POST', '/v1/red-packets', wish, 'packet')).toEqual(opened)
      // ann's reward and one packet: nothing was paid twice, nothing is held for nobody
      expect(await must('GET', '/v1/owners/luo/budget')).toMatchObject({ available: yuan(500), held: yuan(400) })
      const { items } = await must('GET', `/v1/groups/${String(groupId)}/messages?userId=ann`)
      expect((items as MessageView[]).map(({ kind }) => kind)).toEqual(['poll', 'reviewCall', 'redPacket'])
      // whoever listens is told of the last count, a second after the last vote
      const told = () =>
        db.query(
          `select body->'voters' as voters from outbox where kind = 'group.poll' order by txid desc, position desc limit 1`,
        )
      await expect.poll(told).toEqual([{ voters: 2 }])
      await server.stop()
      expect(await checkSums(db, 'Asia/Shanghai')).toEqual([])
    } finally {
      await db.close()
      await drop()
    }
  }, 300_000)
})
