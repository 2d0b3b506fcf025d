import { instant, ofClub, owner, type Section } from './section.ts'

/** Voice and video links (GRP-8). */
export const linkSections: readonly Section[] = [
  {
    kind: 'link',
    from: `link_party x join link l on l.club_no = x.club_no and l.link_no = x.link_no join fan_group g on g.group_no = l.group_no
      left join link_busy b on b.user_no = x.user_no and b.club_no = x.club_no and b.link_no = x.link_no and b.party = x.party ${ofClub}`,
    number: 'x.user_no',
    keys: [
      ['x.club_no', 'int8'],
      ['x.link_no', 'int8'],
      ['x.party', 'int8'],
    ],
    recordedAt: 'x.rung_at',
    fields: {
      ...owner,
      linkId: `x.club_no || '-' || x.link_no`,
      groupId: 'g.group_id',
      what: 'l.kind',
      rungAt: instant('x.rung_at'),
      joinedAt: instant('x.joined_at'),
      leftAt: instant('x.left_at'),
      how: 'x.how',
      running: 'b.user_no is not null',
    },
  },
  {
    kind: 'linkRequest',
    from: 'link_request x join fan_group g on g.group_no = x.group_no',
    number: 'x.user_no',
    keys: [['x.group_no', 'int8']],
    fields: { groupId: 'g.group_id', what: 'x.kind', askedAt: instant('x.asked_at') },
  },
  {
    kind: 'medium',
    from: `media x join fan_group g on g.group_no = x.group_no and x.gone_at is null ${ofClub}`,
    number: 'x.user_no',
    keys: [['x.media_id', 'uuid']],
    recordedAt: 'x.created_at',
    fields: {
      ...owner,
      groupId: 'g.group_id',
      mediaId: 'x.media_id',
      what: 'x.kind',
      sentAt: instant('x.created_at'),
      facts: 'x.facts',
    },
  },
]
