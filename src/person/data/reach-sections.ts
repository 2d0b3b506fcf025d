import { instant, owner, type Section } from './section.ts'

/** Devices and what they are to hear (GRP-7). The endpoint is a capability and no use to him: that there is one is told. */
export const reachSections: readonly Section[] = [
  {
    kind: 'pushDevice',
    from: 'push_device x',
    number: 'x.user_no',
    keys: [['x.device_id', 'uuid']],
    fields: {
      deviceId: 'x.device_id',
      device: 'x.device',
      language: 'x.language',
      service: `split_part(split_part(x.endpoint, '://', 2), '/', 1)`,
      createdAt: instant('x.created_at'),
      seenAt: instant('x.seen_at'),
    },
  },
  {
    kind: 'pushSetting',
    from: 'push_setting x left join club c on c.club_no = x.club_no',
    number: 'x.user_no',
    keys: [['x.club_no', 'int8']],
    fields: { ...owner, switches: 'x.switches', quiet: 'x.quiet' },
  },
]
