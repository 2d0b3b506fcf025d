import { Form, Input, InputNumber, Select } from 'antd'
import { useClub } from '../../club.tsx'
import { useBenefits } from '../../data/benefits.ts'
import { InstantInput } from '../../parts/InstantInput.tsx'
import { MoneyInput } from '../../parts/MoneyInput.tsx'
import { useText } from '../../text.ts'
import styles from './BenefitForm.module.css'
import type { CampaignDraft } from './campaign-draft.ts'
import { campaignBounds } from './kinds.ts'
import { LevelOrTier } from './LevelOrTier.tsx'
import { useMoneyRule } from './money-rule.ts'

/** Who may take part. */
export function WhoFields({ join }: { readonly join: boolean }) {
  const { say } = useText()
  const chosen = Form.useWatch<CampaignDraft['who'] | undefined>('who')
  const ways = (['members', 'level', 'tier', 'join'] as const).filter((way) => way !== 'join' || join)
  return (
    <div className={styles.pair}>
      <Form.Item<CampaignDraft> name="who" label={say('campaigns.form.who')}>
        <Select
          virtual={false}
          options={ways.map((value) => ({ value, label: say(`campaigns.form.whos.${value}`) }))}
        />
      </Form.Item>
      <LevelOrTier who={chosen} />
    </div>
  )
}

/** Tickets that the owner gives as a benefit; nothing to choose where there are none. */
export function TicketField() {
  const { say } = useText()
  const { ownerId } = useClub()
  const benefits = useBenefits(ownerId, 'open')
  const tickets = (benefits.data?.items ?? []).filter(({ kind, status }) => kind === 'luckyBag' && status === 'open')
  if (tickets.length === 0) return null
  return (
    <Form.Item<CampaignDraft>
      name="ticket"
      label={say('campaigns.form.ticket')}
      extra={say('campaigns.form.ticketHint')}
    >
      <Select
        virtual={false}
        options={[
          { value: '', label: say('campaigns.form.noTicket') },
          ...tickets.map(({ benefitId, name }) => ({ value: benefitId, label: name })),
        ]}
      />
    </Form.Item>
  )
}

/** What one has to do in the room (BEN-7). */
export function TaskFields() {
  const { say } = useText()
  return (
    <div className={styles.pair}>
      <Form.Item<CampaignDraft>
        name="phrase"
        label={say('campaigns.form.phrase')}
        extra={say('campaigns.form.phraseHint')}
      >
        <Input
          maxLength={campaignBounds.phraseCharacters}
          placeholder={say('campaigns.form.optional')}
          autoComplete="off"
        />
      </Form.Item>
      <Form.Item<CampaignDraft>
        name="watchMinutes"
        label={say('campaigns.form.watch')}
        extra={say('campaigns.form.watchHint')}
      >
        <InputNumber<number>
          min={1}
          max={campaignBounds.watchMinutesMost}
          precision={0}
          placeholder={say('campaigns.form.optional')}
          style={{ width: '100%' }}
        />
      </Form.Item>
    </div>
  )
}

/** From which sum on an order takes part (BEN-10). */
export function OrderField() {
  const { say } = useText()
  const { club } = useClub()
  const money = useMoneyRule()
  return (
    <Form.Item<CampaignDraft>
      name="orderMinimum"
      label={say('campaigns.form.orderMinimum')}
      extra={say('campaigns.form.orderMinimumHint')}
      rules={[money({ optional: true, least: 0 })]}
    >
      <MoneyInput currency={club.currency} placeholder={say('campaigns.form.optional')} />
    </Form.Item>
  )
}

/** A lucky bag counts minutes from now; the others have a window. */
export function WhenFields({ room }: { readonly room: boolean }) {
  const { say } = useText()
  if (room)
    return (
      <Form.Item<CampaignDraft>
        name="minutes"
        label={say('campaigns.form.minutes')}
        extra={say('campaigns.form.minutesHint')}
        rules={[{ required: true, message: say('word.required') }]}
      >
        <InputNumber<number> min={1} max={campaignBounds.luckyBagHours * 60} precision={0} style={{ width: '100%' }} />
      </Form.Item>
    )
  return (
    <div className={styles.pair}>
      <Form.Item<CampaignDraft>
        name="startsAt"
        label={say('campaigns.form.startsAt')}
        extra={say('campaigns.form.startsAtHint')}
      >
        <InstantInput />
      </Form.Item>
      <Form.Item<CampaignDraft>
        name="endsAt"
        label={say('campaigns.form.endsAt')}
        rules={[{ required: true, message: say('word.required') }]}
      >
        <InstantInput />
      </Form.Item>
    </div>
  )
}
