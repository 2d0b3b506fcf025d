import { instant, ofClub, owner, type Section } from './section.ts'

/** What was said, reported, voted and asked in fan groups (GRP-8…15), and to owners' service desks (GRP-14). */
export const saidSections: readonly Section[] = [
  {
    kind: 'groupReport',
    from: `group_report x ${ofClub}`,
    number: 'x.user_no',
    keys: [
      ['x.club_no', 'int8'],
      ['x.seq', 'int8'],
    ],
    recordedAt: 'x.at',
    fields: { ...owner, at: instant('x.at'), reason: 'x.reason', note: 'x.note' },
  },
  {
    kind: 'groupMessage',
    // by the groups he was in: no index keeps what one user said
    from: `group_seat x join fan_group g on g.group_no = x.group_no join group_message m on m.club_no = x.club_no and m.group_no = x.group_no
      and m.user_no = x.user_no ${ofClub}`,
    number: 'x.user_no',
    keys: [
      ['x.group_no', 'int8'],
      ['m.seq', 'int8'],
    ],
    recordedAt: 'm.at',
    fields: { ...owner, groupId: 'g.group_id', at: instant('m.at'), what: 'm.kind', said: 'm.body' },
  },
  {
    kind: 'pollVote',
    from: 'poll_vote x join poll k on k.poll_id = x.poll_id join club c on c.club_no = k.club_no',
    number: 'x.user_no',
    keys: [['x.poll_id', 'uuid']],
    recordedAt: 'x.at',
    fields: {
      ...owner,
      pollId: 'x.poll_id',
      question: 'k.question',
      options: 'x.options',
      level: 'x.level',
      at: instant('x.at'),
    },
  },
  {
    kind: 'pollSuggestion',
    from: 'poll_option x join poll k on k.poll_id = x.poll_id join club c on c.club_no = k.club_no',
    number: 'x.user_no',
    keys: [
      ['x.poll_id', 'uuid'],
      ['x.option', 'int8'],
    ],
    recordedAt: 'x.at',
    fields: { ...owner, pollId: 'x.poll_id', option: 'x.option', text: 'x.text', at: instant('x.at') },
  },
  {
    kind: 'reviewReward',
    from: 'review_reward x join review_call k on k.review_call_id = x.review_call_id join club c on c.club_no = k.club_no',
    number: 'x.user_no',
    keys: [['x.review_call_id', 'uuid']],
    recordedAt: 'x.at',
    fields: {
      ...owner,
      reviewCallId: 'x.review_call_id',
      productId: 'k.product_id',
      orderId: 'x.order_id',
      at: instant('x.at'),
    },
  },
  {
    kind: 'serviceThread',
    from: `service_thread x ${ofClub}`,
    number: 'x.user_no',
    keys: [['x.club_no', 'int8']],
    fields: {
      ...owner,
      openedAt: instant('x.opened_at'),
      resolvedAt: instant('x.resolved_at'),
      blockedAt: instant('x.blocked_at'),
      blockedReason: 'x.blocked_reason',
    },
  },
  {
    kind: 'serviceMessage',
    // what was done with a thread names a colleague, not him
    from: `service_message x ${ofClub} and x.kind <> 'deed'`,
    number: 'x.user_no',
    keys: [
      ['x.club_no', 'int8'],
      ['x.seq', 'int8'],
    ],
    fields: { ...owner, at: instant('x.at'), side: 'x.side', what: 'x.kind', said: 'x.body' },
  },
]
