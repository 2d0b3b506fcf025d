import { Temporal } from 'temporal-polyfill'
import type { ReachLanguage } from '../contract/reach-kinds.ts'

/** What a push says: a title and a line, in each language. Words of fans are never in it; the owner's own are, shortened. */

export interface Saying {
  readonly title: string
  readonly line: string
}
export type Sayings = Readonly<Record<ReachLanguage, Saying>>

/** Names as the store knows them when a push is written down. */
export interface Names {
  readonly owner: string
  /** the group's, where one is meant */
  readonly group: string | null
  /** the platform's */
  readonly timeZone: string
}

const TITLE_MOST = 40
const LINE_MOST = 120

/** The first characters, whole ones, and a mark where some were left out. */
export function shortened(text: string, most: number): string {
  const plain = text.replaceAll(/\s+/gu, ' ').trim()
  const characters = [...plain]
  return characters.length <= most ? plain : `${characters.slice(0, most - 1).join('')}…`
}

const say = (title: string, line: string): Saying => ({
  title: shortened(title, TITLE_MOST),
  line: shortened(line, LINE_MOST),
})
const both = (zh: readonly [string, string], en: readonly [string, string]): Sayings => ({
  zh: say(...zh),
  en: say(...en),
})

/** LIVE-2 */
export const liveStarted = ({ owner }: Names, title: string | null): Sayings =>
  both([`${owner} 开播了`, title ?? '点击进入直播间'], [`${owner} is live`, title ?? 'Tap to enter the room'])

/** The owner says when he will be live (LIVE-8). */
export const livePreviewed = ({ owner }: Names, words: string): Sayings =>
  both([`${owner} 的直播预告`, words], [`${owner}: coming live`, words])

/** GRP-7 */
export const videoPublished = ({ owner }: Names, title: string | null): Sayings =>
  both([`${owner} 发布了新视频`, title ?? '点击查看'], [`${owner}: new video`, title ?? 'Tap to see it'])

/** An instant as the platform's clocks show it, to the minute. */
function shown(instant: string, timeZone: string): string {
  const at = Date.parse(instant)
  if (Number.isNaN(at)) return '—'
  const local = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone).toPlainDateTime()
  return local.toString({ smallestUnit: 'minute' }).replace('T', ' ')
}

/** CLUB-4 @param effectiveAt RFC 3339 */
export const modeAnnounced = ({ owner, timeZone }: Names, to: string, effectiveAt: string): Sayings => {
  const zh = to === 'shopping' ? '购物粉丝团' : '直播粉丝团'
  const en = to === 'shopping' ? 'a shopping club' : 'a live club'
  const when = shown(effectiveAt, timeZone)
  return both(
    [`${owner} 粉丝团即将切换`, `将于 ${when} 切换为${zh}`],
    [`${owner}: the club is changing`, `It becomes ${en} at ${when}`],
  )
}

/** CLUB-4 */
export const modeWithdrawn = ({ owner }: Names): Sayings =>
  both(
    [`${owner} 粉丝团不切换了`, '此前公告的模式切换已撤回'],
    [`${owner}: the club stays as it is`, 'The change announced before was withdrawn'],
  )

/** A notice, to one group or all. */
export const noticePosted = ({ owner, group }: Names, words: string): Sayings =>
  both([`【公告】${group ?? owner}`, words], [`Notice · ${group ?? owner}`, words])

/** What the owner said; without words it is told what it is. */
export const ownerSaid = ({ owner, group }: Names, words: string | null): Sayings =>
  both(
    [group ?? owner, `${owner}:${words ?? '发来一条消息'}`],
    [group ?? owner, `${owner}: ${words ?? 'a new message'}`],
  )

/** Fans’ own words stay in the group. */
export const someoneSaid = ({ owner, group }: Names): Sayings => moreSaid(group ?? owner)

/** That something was said. @param title the group's name, or the owner's for all groups */
export const moreSaid = (title: string): Sayings => both([title, '群里有新消息'], [title, 'New messages in the group'])

/** Who named him, and how, stays in the group. */
export const mentioned = ({ owner, group }: Names): Sayings =>
  both([group ?? owner, '有人在群里提到了你'], [group ?? owner, 'You were mentioned'])

/** BEN-8 */
export const packetOpened = ({ owner, group }: Names): Sayings =>
  both([group ?? owner, `${owner} 发了一个红包,手慢无`], [group ?? owner, `${owner} sent a red packet`])

/** GRP-8 */
export const couponSent = ({ owner, group }: Names): Sayings =>
  both([group ?? owner, `${owner} 发来一张优惠券`], [group ?? owner, `${owner} sent a coupon`])

/** BEN-13 */
export const benefitIssued = ({ owner }: Names): Sayings =>
  both([owner, '你收到一份粉丝团福利'], [owner, 'You were given a fan club benefit'])

/** BEN-11 @param withdrawAt RFC 3339 */
export const benefitWithdrawing = ({ owner, timeZone }: Names, name: string | null, withdrawAt: string): Sayings => {
  const when = shown(withdrawAt, timeZone)
  return both(
    [`${owner} 的福利即将下线`, `${name === null ? '有一项福利' : `「${name}」`}将于 ${when} 下线`],
    [`${owner}: a benefit is ending`, `${name === null ? 'A benefit' : `“${name}”`} ends at ${when}`],
  )
}

/** BEN-11 */
export const benefitKept = ({ owner }: Names, name: string | null): Sayings =>
  both(
    [`${owner} 的福利不下线了`, `${name === null ? '有一项福利' : `「${name}」`}继续有效`],
    [`${owner}: a benefit stays`, `${name === null ? 'A benefit' : `“${name}”`} does not end after all`],
  )

/** LVL-2 */
export const levelRisen = ({ owner }: Names, level: number): Sayings =>
  both(
    [`${owner} 粉丝团`, `恭喜,你升到了 ${level} 级`],
    [`${owner} · fan club`, `Congratulations, you reached level ${level}`],
  )

/** GRP-14: what was answered stays in the thread. */
export const deskAnswered = ({ owner }: Names): Sayings =>
  both([owner, '客服回复了你的私信'], [owner, 'The service desk answered you'])
