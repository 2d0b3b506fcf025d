import { DAY, HOUR } from '../src/lib/time.ts'
import type { Fan } from './cast.ts'
import type { ClubPlan } from './clubs.ts'
import type { Happening } from './happening.ts'

/** What a past is made of. */
export interface PastOptions {
  readonly seed: string
  readonly clubs: readonly ClubPlan[]
  readonly cast: readonly Fan[]
  /** UTC ms: the evening that the show begins */
  readonly showStart: number
  readonly days: number
}

/** The instant of an evening of the past. */
export const eveningOf = ({ showStart, days }: PastOptions, day: number): number => showStart - (days - day) * DAY

/** The day on which the club that changes its mode did. */
export const changeDay = ({ days }: PastOptions): number => days - 8

/** What people at desks decided: names, a change of mode, corrections, an account shut out. */
export function decisions(options: PastOptions): Happening[] {
  return options.clubs.flatMap((club) => [...namesAndMode(options, club), ...corrections(options, club)])
}

/** The hour at which desks decide, on a day of the past. */
const atDesk = (options: PastOptions, day: number): number => eveningOf(options, day) - 7 * HOUR

function namesAndMode(options: PastOptions, { ownerId, firstMode, mode, badgeNames }: ClubPlan): Happening[] {
  const { days } = options
  const [name = ''] = badgeNames
  const submit = (day: number, badgeName: string): Happening => ({
    at: atDesk(options, day),
    kind: 'badgeName',
    ownerId,
    name: badgeName,
  })
  if (firstMode === mode)
    return [submit(1, name), { at: atDesk(options, 2), kind: 'badgeDecision', ownerId, approve: true }]
  const effectiveAt = atDesk(options, changeDay(options))
  return [
    { at: effectiveAt - 2 * DAY, kind: 'modeChange', ownerId, to: mode, effectiveAt },
    submit(days - 6, '买买买'),
    {
      at: atDesk(options, days - 5),
      kind: 'badgeDecision',
      ownerId,
      approve: false,
      reason: '名称带有诱导消费的意思,请换一个和主播有关的名字',
    },
    // left to the reviewer who comes through the demo's door
    submit(days - 1, name),
  ]
}

function corrections(options: PastOptions, club: ClubPlan): Happening[] {
  const { cast, clubs, days } = options
  const { ownerId } = club
  // the first evening's members: what older systems knew of them is carried over on the second day
  const first = (persona: Fan['persona'], index = 0) =>
    cast.filter((fan) => fan.home === ownerId && fan.persona === persona && fan.joinsOnDay === 0)[index]
  const correct = (fan: Fan | undefined, day: number, delta: number, reason: string): Happening[] =>
    fan === undefined
      ? []
      : [{ at: atDesk(options, day), kind: 'correction', ownerId, userId: fan.userId, delta, reason }]
  const robot = club === clubs[0] ? first('lurker', 1) : undefined
  return [
    ...correct(first('bigSpender'), 1, club.imported > 0 ? 78_000 : 31_000, '门店老客户积分并入(2019—2024)'),
    ...correct(first('bigSpender', 1), 1, 14_500, '旧会员卡积分转入'),
    ...correct(first('regular'), 1, 5_200, '周年活动补发'),
    ...correct(first('chatter'), days - 2, -30, '异常点赞扣回'),
    ...(robot === undefined
      ? []
      : [
          {
            at: atDesk(options, days - 3),
            kind: 'exclusion' as const,
            ownerId,
            userId: robot.userId,
            reason: '疑似机器账号,等待申诉',
          },
        ]),
  ]
}
