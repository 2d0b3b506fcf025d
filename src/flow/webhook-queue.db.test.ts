import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { describeStores, emptyTables } from '../../test/support/store.ts'
import { toInstant } from '../lib/time.ts'
import type { Db } from '../ports/db.ts'
import { claimDeliveries } from './webhook-queue.ts'

const NOW = Date.UTC(2026, 2, 1)

describeStores('PLT-4: whose deliveries are made next', (store) => {
  let db: Db
  beforeAll(async () => void (db = await store.open()))
  afterAll(() => db.close())
  beforeEach(() => emptyTables(db))

  /** So many endpoints of an owner (null: the platform), each with so many deliveries due. */
  const endpoints = async (ownerId: string | null, count: number, due: number): Promise<void> => {
    await db.query(
      `with made as (
         insert into webhook_endpoint (webhook_id, owner_id, url, description, types, status, secret, created_at, created_by)
         select gen_random_uuid(), $1, 'https://example.com', '', '{}', 'on', '', $4::timestamptz, 'test' from generate_series(1, $2::int4)
         returning endpoint_no
       ), told as (
         insert into webhook_message (message_id, owner_id, type, lane, at, body)
         select gen_random_uuid(), 'luo', 'member.joined', 'lane', $4::timestamptz, '{}' from generate_series(1, $3::int4) returning message_no
       )
       insert into webhook_delivery (endpoint_no, message_no, lane, status, next_at)
       select endpoint_no, message_no, 'lane ' || message_no, 'waiting', $4::timestamptz from made, told`,
      [ownerId, count, due, toInstant(NOW)],
    )
  }
  /** Claims as a node with so many free hands; nothing that is claimed ever ends. @returns by owner, how many of each endpoint */
  const claim = async (most: number, spare = 0): Promise<Record<string, number[]>> => {
    const claimed = await claimDeliveries(db, { now: NOW, most, spare, mostEach: 8, leaseSeconds: 60 })
    const owners = await db.query<{ endpointNo: number; owner: string }>(
      `select endpoint_no as "endpointNo", coalesce(owner_id, 'platform') as owner from webhook_endpoint order by endpoint_no`,
    )
    const all: Record<string, number[]> = {}
    for (const { endpointNo, owner } of owners) {
      const count = claimed.filter((one) => one.endpointNo === endpointNo).length
      if (count > 0) (all[owner] ??= []).push(count)
    }
    return all
  }
  const of = (count: number, each: number): number[] => Array.from({ length: count }, () => each)

  test('who is alone takes all but the spare; then nobody’s slow receivers take what others need', async () => {
    await endpoints('slow', 8, 20)
    expect(await claim(64, 8)).toEqual({ slow: of(8, 7) })
    expect(await claim(8, 8)).toEqual({})
    await endpoints('luo', 1, 5)
    expect(await claim(8, 8)).toEqual({ luo: [4] })
    await endpoints(null, 2, 20)
    expect(await claim(4, 8)).toEqual({ platform: of(2, 1) })
  })

  test('one owner’s receivers, however slow, leave half of a node to the others', async () => {
    await endpoints('slow', 8, 20)
    await endpoints('luo', 1, 5)
    expect(await claim(64)).toEqual({ slow: of(8, 4), luo: [5] })
    await endpoints(null, 2, 20)
    expect(await claim(27)).toEqual({ platform: of(2, 7) })
  })

  test('each endpoint has its share of its owner’s, and none more than it may', async () => {
    await endpoints('luo', 20, 1)
    await endpoints('chen', 1, 20)
    expect(await claim(8)).toEqual({ luo: of(4, 1), chen: [4] })
    expect(await claim(64)).toEqual({ luo: of(16, 1), chen: [4] })
    expect(await claim(64)).toEqual({})
  })

  test('the last free hand goes to who has none', async () => {
    await endpoints('slow', 1, 20)
    expect(await claim(1)).toEqual({ slow: [1] })
    await endpoints('luo', 1, 1)
    expect(await claim(1)).toEqual({ luo: [1] })
  })
})
