import { describe, expect, test } from 'vitest'
import { madeOld } from './news.ts'

describe('a message makes old what a club’s pages show', () => {
  const partsOf = (topic: string, kind: string) =>
    madeOld({ topic, kind }, 'luo', 's-1').map((key) => key.join('/'))

  test.each(['club.changed', 'badge.renamed'])('BADGE-3: %s brings the badge names handed in anew, so a refusal is seen', (kind) =>
    expect(partsOf('club:luo', kind)).toContain('club/luo/badgeNames'),
  )

  test('BADGE-3: a level reached does not read the badge names anew', () =>
    expect(partsOf('club:luo', 'member.leveled')).not.toContain('club/luo/badgeNames'))

  test.each([
    ['session:s-1', 'screen.lines', ['session/s-1/screen']],
    ['session:s-1', 'packet.opened', ['club/luo/money']],
    ['session:s-1', 'session.moved', ['session/s-1/totals', 'session/s-1/tasks']],
    ['club:luo', 'groups.changed', ['club/luo/groups']],
    ['club:luo', 'benefit.claimed', ['club/luo/benefits']],
    ['club:luo', 'campaign.drawn', ['club/luo/campaigns']],
  ])('PLT-3: %s %s', (topic, kind, parts) => expect(partsOf(topic, kind)).toEqual(parts))
})
