import { expect, test } from 'vitest'
import { madeOld } from './news.ts'

test.each([
  ['CLUB-10', 'session.ended', ['club/luo', 'sessions/luo']],
  ['CLUB-10', 'session.started', ['club/luo', 'sessions/luo']],
  ['BADGE-3', 'club.changed', ['club/luo', 'badge-names/luo']],
  ['BADGE-3', 'badge.renamed', ['club/luo', 'badge-names/luo']],
  ['CLUB-10', 'member.joined', ['club/luo']],
])('%s: the streamer’s page reads anew what %s makes old', (_, kind, keys) =>
  expect(madeOld({ kind }, 'luo').map((key) => key.join('/'))).toEqual(keys),
)
