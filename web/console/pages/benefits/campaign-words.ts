import type { CampaignConditions } from '../../../../src/contract/campaigns.ts'
import type { Say } from '../../text.ts'

/** Who may take part and what he has to do, one phrase each (BEN-7). */
export function conditionWords(conditions: CampaignConditions, say: Say): string[] {
  const { membersOnly, join, minLevel, tier, phrase, watchMinutes, benefitId } = conditions
  const words: string[] = []
  if (minLevel !== undefined) words.push(say('campaigns.condition.level', { level: minLevel }))
  else if (tier !== undefined) words.push(say('campaigns.condition.tier', { tier: say(`tier.${tier}`) }))
  else if (membersOnly) words.push(say('campaigns.condition.members'))
  else words.push(say(join === true ? 'campaigns.condition.join' : 'campaigns.condition.all'))
  if (phrase !== undefined) words.push(say('campaigns.condition.phrase', { phrase }))
  if (watchMinutes !== undefined) words.push(say('campaigns.condition.watch', { n: watchMinutes }))
  if (benefitId !== undefined) words.push(say('campaigns.condition.ticket'))
  return words
}
