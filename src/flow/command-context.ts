import { giveBenefits } from '../benefit/desk.ts'
import { createGroupCommands } from '../group/messages/post.ts'
import type { RuleSet } from '../contract/rule-set.ts'
import type { Subject } from '../contract/route.ts'
import type { Bits } from '../lib/fair.ts'
import type { Calendar } from '../lib/time.ts'
import { createMediaCommands } from '../media/store.ts'
import { recheckLinks } from '../linking/running.ts'
import { createMoney } from '../money/book.ts'
import { createWords } from '../moderation/words.ts'
import { createPoints } from '../points/book.ts'
import type { CommandContext, OutboxMessage } from '../ports/app.ts'
import type { Queryable } from '../ports/db.ts'
import { cards } from './cards.ts'
import { createPeople } from './people.ts'
import { ruleBookOf } from './rules.ts'
import { publish } from './save.ts'

/** What runs inside one transaction that decides: a command's, a desk's, or due work's at its own time. @param now UTC ms */
export function commandContext(
  tx: Queryable,
  wish: {
    readonly subject: Subject
    readonly now: number
    readonly versions: readonly RuleSet[]
    readonly calendar: Calendar
    readonly bits: Bits
  },
): CommandContext {
  const { subject, now, versions, calendar, bits } = wish
  const taking = {
    tx,
    now,
    publish: (messages: readonly OutboxMessage[]) => publish(tx, messages),
    money: createMoney(tx, now),
  }
  return {
    ...taking,
    subject,
    rules: ruleBookOf(versions),
    day: calendar.dayOf(now),
    members: createPeople(tx, { now, versions, calendar }),
    benefits: { give: (gifts, consent) => giveBenefits(taking, gifts, consent) },
    points: createPoints(tx, now),
    words: createWords(tx),
    groups: createGroupCommands({ ...taking, cards }, subject),
    cards,
    links: { recheck: async (users) => publish(tx, await recheckLinks(tx, users, now)) },
    media: createMediaCommands(tx, now),
    bits,
  }
}
