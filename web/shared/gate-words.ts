import type { TFunction } from 'i18next'
import type { Gate } from '../../src/contract/groups.ts'
import type { Mode } from '../../src/contract/words.ts'

/** A group's gate as fans read it: «购物粉丝团 5级及以上», «无要求». @param running whose level it is unless the gate says (GRP-4) */
export function gateWords(gate: Gate, running: Mode, t: TFunction): string {
  switch (gate.kind) {
    case 'none':
      return t('groupGate.none')
    case 'tier':
      return t('groupGate.tier', { tier: t(`tier.${gate.tier}`) })
    case 'level':
      return t(`groupGate.level.${gate.mode ?? running}`, { level: gate.level })
    case 'follow':
      return gate.days === 0 ? t('groupGate.follow') : t('groupGate.followDays', { n: gate.days })
  }
}
