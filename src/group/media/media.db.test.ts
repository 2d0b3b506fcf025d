import { expect, test } from 'vitest'
import type { GroupView } from '../../contract/groups.ts'
import type { MediaView } from '../../contract/media.ts'
import type { MessageView } from '../../contract/messages.ts'
import type { ReportCase, ReportDetail } from '../../contract/reports.ts'
import { createLinkSecret } from '../../edge/media-routes.ts'
import { checkMediaBytes, checkMediaUses } from '../../flow/doctor/media.ts'
import { DAY, HOUR } from '../../lib/time.ts'
import { readLinkKey } from '../../media/store.ts'
import { linkWith } from '../../media/links.ts'
import { describeWorld, secretKey, NOON, type World } from '../../../test/support/club.ts'
import { noFfmpeg, picture } from '../../../test/support/media.ts'

const small = await picture(80, 60).png().toBuffer()

interface Sent {
  readonly status: number
  readonly body: MediaView & { code?: string }
}

async function upload(
  w: World,
  group: GroupView,
  from: string,
  options: { kind?: string; bytes?: Buffer; type?: string; as?: string; more?: string } = {},
): Promise<Sent> {
  const { kind = 'picture', bytes = small, type = 'image/png', as = secretKey, more = '' } = options
  const { statusCode, body } = await w.node.server.inject({
    method: 'POST',
    url: `/v1/groups/${group.groupId}/media?kind=${kind}&from=${from}${more}`,
    headers: { authorization: `Bearer ${as}`, 'content-type': type },
    payload: bytes,
  })
  return { status: statusCode, body: JSON.parse(body) as Sent['body'] }
}

async function mustUpload(...args: Parameters<typeof upload>): Promise<MediaView> {
  const { status, body } = await upload(...args)
  if (status !== 201) throw new Error(`${status} ${JSON.stringify(body)}`)
  return body
}
const refuseUpload = async (...args: Parameters<typeof upload>): Promise<string> => {
  const { status, body } = await upload(...args)
  return `${status} ${body.code ?? 'taken'}`
}

const say = (w: World, group: GroupView, body: Readonly<Record<string, unknown>>) =>
  w.must<{ messageId: string }>('POST', `/v1/groups/${group.groupId}/messages`, { kind: 'picture', ...body })
const refuseSay = (w: World, group: GroupView, body: Readonly<Record<string, unknown>>) =>
  w.refusal('POST', `/v1/groups/${group.groupId}/messages`, { kind: 'picture', ...body })
const read = async (w: World, group: GroupView, user: string) =>
  (await w.must<{ items: MessageView[] }>('GET', `/v1/groups/${group.groupId}/messages?userId=${user}`)).items
const get = (w: World, url: string, headers: Readonly<Record<string, string>> = {}) =>
  w.node.server.inject({ method: 'GET', url, headers })
const join = (w: World, group: GroupView, user: string) => w.must('PUT', `/v1/groups/${group.groupId}/members/${user}`)

async function open(w: World, ...users: string[]): Promise<GroupView> {
  const group = await w.must<GroupView>('POST', '/v1/clubs/luo/groups', { name: '铁粉群' })
  for (const user of users) await join(w, group, user)
  return group
}

/** A medium without its links. */
const factsOf = ({
  url: _url,
  linksUntil: _until,
  thumbnail: { url: _thumbnail, ...thumbnail },
  ...facts
}: MediaView) => ({
  ...facts,
  thumbnail,
})
const linksOf = (media: MediaView | undefined) => [media?.url, media?.thumbnail.url]

/** Waits for the sweep, which runs by itself. */
async function until(what: () => Promise<boolean>): Promise<void> {
  const deadline = performance.now() + 40_000
  while (!(await what())) {
    if (performance.now() > deadline) throw new Error('it did not come')
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}
const stored = async (w: World): Promise<string[]> => {
  const files: string[] = []
  for await (const { mediaId } of w.media.list()) files.push(mediaId)
  return files
}

describeWorld('pictures and videos in groups', (w) => {
  test('GRP-8: a picture is sent, named in a message, and read by who may read that, by a link that needs no header', async () => {
    const group = await open(w, 'ann', 'bob')
    const sent = await mustUpload(w, group, 'ann')
    expect(sent).toMatchObject({ kind: 'picture', width: 80, height: 60, mediaType: 'image/webp' })
    await say(w, group, { from: 'ann', mediaId: sent.mediaId, text: '看这个' })
    const [message] = await read(w, group, 'bob')
    expect(message).toMatchObject({ kind: 'picture', text: '看这个', media: factsOf(sent) })
    expect(message).not.toHaveProperty('mediaId')
    const answer = await get(w, message?.media?.url ?? '')
    expect([answer.statusCode, answer.rawPayload.length]).toEqual([200, sent.bytes])
    expect(answer.rawPayload.subarray(8, 12).toString()).toBe('WEBP')
    expect(answer.headers).toMatchObject({
      'content-type': 'image/webp',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
      'content-disposition': `inline; filename="picture-${sent.mediaId.slice(0, 8)}.webp"`,
      'cache-control': expect.stringMatching(/^private, max-age=\d+, immutable$/) as string,
      'content-length': String(sent.bytes),
    })
    expect((await get(w, message?.media?.thumbnail.url ?? '')).headers['content-type']).toBe('image/webp')
    // the live stream carries it too
    const [{ body } = { body: {} }] = await w.db.query<{ body: { media?: MediaView } }>(
      `select body from outbox where kind = 'group.said'`,
    )
    const heard = await get(w, body.media?.url ?? '')
    expect([heard.statusCode, heard.rawPayload.equals(answer.rawPayload)]).toEqual([200, true])
    // links are the same for all who ask within six hours of the machine's clock, which may end between these lines
    const { media } = message ?? {}
    for (const told of [sent, body.media])
      if (told?.linksUntil === media?.linksUntil) expect(linksOf(told)).toEqual(linksOf(media))
  })

  test('GRP-8: a link is of one thing, by us, and ends', async () => {
    const group = await open(w, 'ann')
    const { url, mediaId, thumbnail } = await mustUpload(w, group, 'ann')
    const refused = async (link: string) => (await get(w, link)).json<{ code: string }>().code
    const bare = url.split('?')[0] ?? ''
    for (const link of [
      bare,
      `${bare}?until=${Number.MAX_SAFE_INTEGER}&signature=x`,
      url.replace('/full?', '/thumbnail?'),
    ])
      expect(await refused(link), link).toBe('media_link_expired')
    expect(await refused(url.replace(/until=(\d+)/, (_, until: string) => `until=${Number(until) + 1}`))).toBe(
      'media_link_expired',
    )
    const other = await mustUpload(w, group, 'ann')
    expect(await refused(url.replace(mediaId, other.mediaId))).toBe('media_link_expired')
    expect((await get(w, `${bare}?until=x`)).statusCode).toBe(422)
    // signed by us long ago
    const { secret, now } = await readLinkKey(w.db)
    const [row] = await w.db.query<{ facts: never }>('select facts from media where media_id = $1::uuid', [mediaId])
    const old = linkWith({ secret, now: now - 13 * HOUR })(row?.facts as never)
    expect(await refused(old.url)).toBe('media_link_expired')
    expect((await get(w, thumbnail.url)).statusCode).toBe(200)
    // a flood of forged ones asks the store once
    let asked = 0
    const query: typeof w.db.query = (...args) => {
      asked += 1
      return w.db.query(...args)
    }
    const secretOf = createLinkSecret({ ...w.db, query }, () => NOON)
    expect(new Set(await Promise.all(Array.from({ length: 100 }, () => secretOf(true))))).toEqual(new Set([secret]))
    expect(asked).toBe(1)
  })

  test('GRP-8: a link to the very first medium is good at once, also where the store was asked for the secret just before', async () => {
    await w.db.query(`delete from setting where key = 'mediaSecret'`)
    let asked = 0
    let made: Promise<unknown> = Promise.resolve()
    const query: typeof w.db.query = async (...args) => {
      asked += 1
      await made
      return w.db.query(...args)
    }
    const secretOf = createLinkSecret({ ...w.db, query }, () => NOON)
    // a flood of forged ones asks the store once a while
    const flood = () => Promise.all(Array.from({ length: 100 }, () => secretOf(true)))
    expect(new Set(await flood())).toEqual(new Set([null]))
    const second = flood()
    made = w.db.query(`insert into setting (key, value) values ('mediaSecret', '"first"')`)
    expect(new Set(await second)).toEqual(new Set(['first']))
    expect(asked).toBe(2)
    expect([await secretOf(false), await secretOf(true), asked]).toEqual(['first', 'first', 2])
  })

  test('GRP-8: parts of a medium are given by Range, as a player asks for them', async () => {
    const group = await open(w, 'ann')
    const { url, bytes } = await mustUpload(w, group, 'ann')
    const whole = (await get(w, url)).rawPayload
    const part = async (range: string) => {
      const { statusCode, headers, rawPayload } = await get(w, url, { range })
      return [
        statusCode,
        headers['content-range'],
        rawPayload.equals(whole) ? 'all' : `${whole.indexOf(rawPayload)}+${rawPayload.length}`,
      ]
    }
    expect(await part('bytes=0-1')).toEqual([206, `bytes 0-1/${bytes}`, '0+2'])
    expect(await part('bytes=10-')).toEqual([206, `bytes 10-${bytes - 1}/${bytes}`, `10+${bytes - 10}`])
    expect(await part('bytes=-5')).toEqual([206, `bytes ${bytes - 5}-${bytes - 1}/${bytes}`, `${bytes - 5}+5`])
    expect(await part(`bytes=0-${bytes * 2}`)).toEqual([206, `bytes 0-${bytes - 1}/${bytes}`, 'all'])
    expect(await part('bytes=0-1,4-5')).toEqual([200, undefined, 'all'])
    expect(await part('bytes=9-3')).toEqual([200, undefined, 'all'])
    const beyond = await get(w, url, { range: `bytes=${bytes}-` })
    expect([beyond.statusCode, beyond.headers['content-range']]).toEqual([416, `bytes */${bytes}`])
    const { headers, statusCode } = await w.node.server.inject({ method: 'HEAD', url })
    expect([statusCode, headers['content-length']]).toEqual([200, String(bytes)])
    expect((await get(w, url, { 'if-none-match': String(headers['etag']) })).statusCode).toBe(304)
  })

  test('GRP-8: who sends what: pictures all who may write there, videos the owner’s side', async () => {
    const group = await open(w, 'ann')
    await join(w, group, 'bob')
    const bob = await w.token('fan', 'bob')
    const other = await w.token('owner', 'other')
    expect(await refuseUpload(w, group, 'luo')).toBe('201 taken')
    expect(await refuseUpload(w, group, 'ann', { kind: 'screenshot' })).toBe('201 taken')
    expect(await refuseUpload(w, group, 'ann', { as: bob })).toBe('403 forbidden')
    expect(await refuseUpload(w, group, 'luo', { as: bob })).toBe('403 forbidden')
    expect(await refuseUpload(w, group, 'luo', { as: other })).toBe('403 forbidden')
    expect(await refuseUpload(w, group, 'nobody')).toBe('403 not_in_group')
    if (noFfmpeg === null) expect(await refuseUpload(w, group, 'ann', { kind: 'video' })).toBe('403 not_allowed')
    expect(await refuseUpload(w, group, 'ann', { kind: 'product' })).toBe('422 malformed')
    expect(await refuseUpload(w, group, 'ann', { type: 'text/html' })).toBe('415 unsupported_media_type')
    expect(await refuseUpload(w, group, 'ann', { bytes: Buffer.from('<html>') })).toBe('422 media_unreadable')
    expect(await refuseUpload(w, group, 'ann', { bytes: Buffer.alloc(0) })).toBe('422 media_unreadable')
    await w.must('PUT', `/v1/groups/${group.groupId}/mutes/ann`, { until: null })
    expect(await refuseUpload(w, group, 'ann')).toBe('403 muted')
    await w.must('DELETE', `/v1/groups/${group.groupId}/members/bob`)
    expect(await refuseUpload(w, group, 'bob', { as: bob })).toBe('403 not_in_group')
    await w.must('DELETE', `/v1/groups/${group.groupId}`)
    expect(await refuseUpload(w, group, 'luo')).toBe('409 group_closed')
    // nothing that was refused is stored
    expect(new Set(await stored(w)).size).toBe(2)
  })

  test('GRP-8: a medium stands in messages of its kind and its sender, in its group', async () => {
    const [group, second] = [await open(w, 'ann', 'bob'), await open(w, 'ann')]
    await w.owner('other')
    const elsewhere = await w.must<GroupView>('POST', '/v1/clubs/other/groups', { name: 'x' })
    await join(w, elsewhere, 'ann')
    const { mediaId } = await mustUpload(w, group, 'ann')
    const wrong = '404 not_found'
    expect(await refuseSay(w, group, { from: 'bob', mediaId })).toBe(wrong)
    expect(await refuseSay(w, group, { from: 'luo', mediaId })).toBe(wrong)
    expect(await refuseSay(w, second, { from: 'ann', mediaId })).toBe(wrong)
    expect(await refuseSay(w, elsewhere, { from: 'ann', mediaId })).toBe(wrong)
    expect(await refuseSay(w, group, { from: 'ann', mediaId, kind: 'screenshot' })).toBe(wrong)
    expect(await refuseSay(w, group, { from: 'ann', mediaId: '7b1f6b0e-0000-4000-8000-000000000000' })).toBe(wrong)
    expect(await refuseSay(w, group, { from: 'ann', mediaId: 'x' })).toBe('422 malformed')
    await say(w, group, { from: 'ann', mediaId })
    const owners = await mustUpload(w, group, 'luo')
    await say(w, second, { from: 'luo', mediaId: owners.mediaId, to: 'allGroups' })
    expect(await refuseSay(w, elsewhere, { from: 'other', mediaId: owners.mediaId })).toBe(wrong)
    expect((await read(w, group, 'bob')).map(({ media }) => media?.mediaId)).toEqual([mediaId, owners.mediaId])
    expect(await checkMediaUses(w.db)).toEqual([])
  })

  test('GRP-8: a message that is deleted takes its picture along, unless another holds it', async () => {
    const group = await open(w, 'ann')
    const { mediaId, url } = await mustUpload(w, group, 'luo')
    const [one, two] = [await say(w, group, { from: 'luo', mediaId }), await say(w, group, { from: 'luo', mediaId })]
    const remove = ({ messageId }: { messageId: string }) =>
      w.must('DELETE', `/v1/groups/${group.groupId}/messages/${messageId}`)
    await remove(one)
    expect((await get(w, url)).statusCode).toBe(200)
    await remove(two)
    expect((await get(w, url)).statusCode).toBe(403)
    expect(await refuseSay(w, group, { from: 'luo', mediaId })).toBe('404 not_found')
    await until(async () => (await stored(w)).length === 0)
    expect(await checkMediaUses(w.db)).toEqual([])
  })

  test('GRP-8: what stands in no message is gone after a day, what does stays', async () => {
    const group = await open(w, 'ann')
    const [left, used] = [await mustUpload(w, group, 'ann'), await mustUpload(w, group, 'ann')]
    await say(w, group, { from: 'ann', mediaId: used.mediaId })
    await w.clock(NOON + DAY - 1)
    expect((await get(w, left.url)).statusCode).toBe(200)
    await w.clock(NOON + DAY)
    await until(async () => (await stored(w)).every((mediaId) => mediaId === used.mediaId))
    expect((await get(w, left.url)).statusCode).toBe(403)
    expect((await get(w, used.url)).statusCode).toBe(200)
    await until(async () => (await w.db.query('select 1 as row from media')).length === 1)
  })

  test('GRP-8: a day holds so many media of a member, deleted ones too', async () => {
    const group = await open(w, 'ann')
    await w.db.query(
      `insert into media (media_id, club_no, group_no, user_no, kind, created_at, sweep_at, gone_at)
       select gen_random_uuid(), 1, 1, a.user_no, 'picture', $1::timestamptz, $1::timestamptz + interval '2 days', $1::timestamptz
       from person_alias a, generate_series(1, 99) where a.user_id = 'ann'`,
      [new Date(NOON - HOUR).toISOString()],
    )
    const answers = await Promise.all(Array.from({ length: 3 }, () => refuseUpload(w, group, 'ann')))
    expect(answers.sort()).toEqual(['201 taken', '429 media_limit', '429 media_limit'])
    expect(await refuseUpload(w, group, 'luo')).toBe('201 taken')
    await w.clock(NOON + 23 * HOUR)
    expect(await refuseUpload(w, group, 'ann')).toBe('201 taken')
  })

  const reportOf = (group: GroupView, { messageId }: { messageId: string }, user: string) =>
    w.must('PUT', `/v1/groups/${group.groupId}/messages/${messageId}/reports/${user}`, { reason: 'sexual' })
  const casesOf = async (state: 'open' | 'decided' = 'open') =>
    (await w.must<{ items: ReportCase[] }>('GET', `/v1/reports?state=${state}`)).items
  const decide = (caseId: string | undefined, decision: 'dismiss' | 'delete') =>
    w.must('POST', `/v1/reports/${caseId}/decision`, { decision })
  const takeBack = async (group: GroupView, { messageId }: { messageId: string }, user: string) =>
    w.must('DELETE', `/v1/groups/${group.groupId}/messages/${messageId}`, undefined, { as: await w.token('fan', user) })
  const usesOf = async (mediaId: string) =>
    (await w.db.query<{ uses: number }>('select uses from media where media_id = $1::uuid', [mediaId]))[0]?.uses

  test('GRP-9: who decides on a picture sees it, and those around it, until he decides, whatever its writer does', async () => {
    const group = await open(w, 'ann', 'bob', 'cid')
    const reviewer = await w.token('reviewer', 'rev')
    const [before, bad] = [await mustUpload(w, group, 'bob'), await mustUpload(w, group, 'ann')]
    await say(w, group, { from: 'bob', mediaId: before.mediaId })
    const said = await say(w, group, { from: 'ann', mediaId: bad.mediaId, text: '看' })
    for (const user of ['bob', 'cid']) await reportOf(group, said, user)
    expect(await usesOf(bad.mediaId)).toBe(2)
    expect(await checkMediaUses(w.db)).toEqual([])
    const [waiting] = await casesOf()
    const shown = await w.must<ReportDetail>('GET', `/v1/reports/${waiting?.caseId}`, undefined, { as: reviewer })
    expect(shown).toMatchObject({ media: factsOf(bad), before: [{ media: factsOf(before) }] })
    await takeBack(group, said, 'ann')
    expect(await checkMediaUses(w.db)).toEqual([])
    expect((await casesOf()).map(({ media }) => media?.mediaId)).toEqual([bad.mediaId])
    for (const link of linksOf(shown.media)) expect((await get(w, link ?? '')).statusCode).toBe(200)
    await decide(waiting?.caseId, 'dismiss')
    expect((await get(w, bad.url)).statusCode).toBe(403)
    expect((await casesOf('decided')).map(({ text, media }) => [text, media])).toEqual([['看', undefined]])
    await until(async () => !(await stored(w)).includes(bad.mediaId))
    expect(await checkMediaUses(w.db)).toEqual([])
  })

  test('GRP-9: a case gives its picture up once: dismissed it stays in its message, deleted it goes, reported again it is not kept', async () => {
    const group = await open(w, 'ann', 'bob', 'cid')
    await w.must('PATCH', '/v1/moderation', { version: 0, words: [{ word: '加群', action: 'report' }] })
    const { mediaId } = await mustUpload(w, group, 'ann')
    // its words bring it before the reviewer, then a member does
    const said = await say(w, group, { from: 'ann', mediaId, text: '快加群' })
    await reportOf(group, said, 'bob')
    expect(await usesOf(mediaId)).toBe(2)
    await decide((await casesOf())[0]?.caseId, 'dismiss')
    await reportOf(group, said, 'cid')
    expect([await usesOf(mediaId), await checkMediaUses(w.db)]).toEqual([1, []])
    const second = await mustUpload(w, group, 'ann')
    await reportOf(group, await say(w, group, { from: 'ann', mediaId: second.mediaId }), 'bob')
    await decide((await casesOf())[0]?.caseId, 'delete')
    expect((await get(w, second.url)).statusCode).toBe(403)
    expect(await checkMediaUses(w.db)).toEqual([])
  })

  test('GRP-9: a picture that reports hid comes back dismissed, goes deleted, and its writer takes it back', async () => {
    await w.must('PATCH', '/v1/clubs/luo/moderation', { version: 0, hideAt: 1 })
    const group = await open(w, 'ann', 'bob')
    const sendHidden = async () => {
      const sent = await mustUpload(w, group, 'ann')
      const said = await say(w, group, { from: 'ann', mediaId: sent.mediaId })
      await reportOf(group, said, 'bob')
      expect(await checkMediaUses(w.db)).toEqual([])
      const [waiting] = await casesOf()
      expect(waiting).toMatchObject({ hidden: true, media: factsOf(sent) })
      return { ...sent, said, caseId: waiting?.caseId }
    }
    const ends = async (one: MediaView) => [(await get(w, one.url)).statusCode, await checkMediaUses(w.db)]
    const fine = await sendHidden()
    await decide(fine.caseId, 'dismiss')
    expect(await ends(fine)).toEqual([200, []])
    const bad = await sendHidden()
    await decide(bad.caseId, 'delete')
    expect(await ends(bad)).toEqual([403, []])
    for (const decision of ['dismiss', 'delete'] as const) {
      const taken = await sendHidden()
      await takeBack(group, taken.said, 'ann')
      // only its case holds it
      expect([...(await ends(taken)), await usesOf(taken.mediaId)]).toEqual([200, [], 1])
      expect((await casesOf())[0]).toMatchObject({ hidden: false, media: { mediaId: taken.mediaId } })
      await decide(taken.caseId, decision)
      expect(await ends(taken)).toEqual([403, []])
    }
    expect((await read(w, group, 'bob')).map(({ kind }) => kind)).toEqual(['picture', 'deleted', 'deleted', 'deleted'])
  })

  test('PLT-6: who is erased leaves no picture; who is merged keeps his', async () => {
    const group = await open(w, 'ann', 'bob')
    const [anns, bobs] = [await mustUpload(w, group, 'ann'), await mustUpload(w, group, 'bob')]
    await reportOf(group, await say(w, group, { from: 'ann', mediaId: anns.mediaId }), 'bob')
    await join(w, group, 'cid')
    await w.must('POST', '/v1/users/cid/merges', { from: 'bob', reason: 'one person' })
    await say(w, group, { from: 'cid', mediaId: bobs.mediaId })
    const kinds = (await w.must<{ items: { kind: string; mediaId?: string }[] }>('GET', '/v1/users/ann/data')).items
    expect(kinds.filter(({ kind }) => kind === 'medium').map(({ mediaId }) => mediaId)).toEqual([anns.mediaId])
    await w.must('POST', '/v1/users/ann/erasure', { confirm: true })
    await w.node.engine.runDueNow()
    await until(async () => (await get(w, anns.url)).statusCode === 403)
    await until(async () => !(await stored(w)).includes(anns.mediaId))
    expect((await get(w, bobs.url)).statusCode).toBe(200)
    expect(await checkMediaUses(w.db)).toEqual([])
    // nor does his case keep one
    const [waiting] = await casesOf()
    expect([waiting?.kind, waiting?.media]).toEqual(['picture', undefined])
    await decide(waiting?.caseId, 'delete')
    expect(await checkMediaUses(w.db)).toEqual([])
  })

  test('GRP-8: the doctor finds a medium without bytes, bytes without a medium, and a wrong count', async () => {
    const group = await open(w, 'ann')
    const [one, two] = [await mustUpload(w, group, 'ann'), await mustUpload(w, group, 'ann')]
    expect(await checkMediaBytes(w.db, w.media)).toEqual([])
    await w.media.remove(one.mediaId)
    await w.db.query('delete from media where media_id = $1::uuid', [two.mediaId])
    expect(await checkMediaBytes(w.db, w.media)).toMatchObject([
      { code: 'media_missing', examples: [one.mediaId] },
      { code: 'media_stray', examples: [two.mediaId] },
    ])
    expect((await get(w, one.url)).statusCode).toBe(404)
    await w.db.query('update media set uses = 3')
    expect(await checkMediaUses(w.db)).toMatchObject([{ code: 'media_uses', count: 1 }])
  })
})
