import { expect, test } from 'vitest'
import { z } from 'zod'
import { messageView } from '../../contract/messages.ts'
import { messageSaid } from './publish.ts'
import type { MessageRow } from './store.ts'
import { viewOfMessage } from './views.ts'

const named = { benefitId: 'b', name: '返场券' }

test.each([
  ['mode_withdrawn', { code: 'mode_withdrawn', change: { id: 'c' } }],
  ['benefit_withdrawing', { withdrawing: { ...named, withdrawAt: '2026-03-09T00:00:00.000Z' } }],
  ['benefit_kept', { withdrawing: named }],
  [undefined, { code: 'what_a_later_node_wrote' }],
  [undefined, { text: '今晚八点' }],
])(
  'BEN-11: a notice is shown and told with the code %s, and nobody is refused the page for one we do not know',
  (code, body) => {
    const row: MessageRow = {
      group_no: 0,
      number: 0,
      seq: 1,
      at: 0,
      kind: 'notice',
      user_id: null,
      user_name: null,
      body,
    }
    const view = viewOfMessage(row, { id: 'luo', name: 'luo' }, () => false)
    expect(z.encode(messageView, view).code).toBe(code)
    const place = { owner_id: 'luo', group_id: null }
    const told = messageSaid(
      place,
      { clubNo: 1, groupNo: 0, number: 0 },
      { seq: 1, at: 0, kind: 'notice', body, from: null },
    )
    expect(told.body['code']).toBe(code)
  },
)
