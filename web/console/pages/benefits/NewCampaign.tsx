import { Button, Drawer, Form, Input, Segmented, Switch } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import type { CampaignKind } from '../../../../src/contract/campaigns.ts'
import { problemWords } from '../../../shared/problem.ts'
import { useOnce } from '../../../shared/use-once.ts'
import { useClub } from '../../club.tsx'
import { benefitCalls, campaignsKey } from '../../data/benefits.ts'
import { useCommand } from '../../data/use-command.ts'
import { useNow } from '../../now.ts'
import { showAtFields, type FieldNames } from '../../parts/field-errors.ts'
import { Icon } from '../../parts/Icon.tsx'
import { NowButton } from '../../parts/NowButton.tsx'
import { Note, Wrong } from '../../parts/Wrong.tsx'
import { useText } from '../../text.ts'
import styles from './BenefitForm.module.css'
import { campaignShapes, emptyCampaign, toCampaign, type CampaignDraft } from './campaign-draft.ts'
import { OrderField, TaskFields, TicketField, WhenFields, WhoFields } from './CampaignFields.tsx'
import { campaignBounds } from './kinds.ts'
import own from './NewCampaign.module.css'
import { PrizeFields } from './PrizeFields.tsx'

const kinds: readonly CampaignKind[] = ['luckyBag', 'draw', 'freeOrder', 'wishList', 'pointsExchange']

const fieldNames: FieldNames = {
  list: 'prizes',
  paths: {
    name: 'name',
    startsAt: 'startsAt',
    endsAt: 'endsAt',
    'conditions/phrase': 'phrase',
    'conditions/watchMinutes': 'watchMinutes',
    'conditions/benefitId': 'ticket',
    'orders/minimum': 'orderMinimum',
  },
  codes: {
    phrase_meaningless: 'phrase',
    watch_task_too_long: 'watchMinutes',
    draw_too_late: 'minutes',
    campaign_window_invalid: 'endsAt',
  },
}

/** One form for five kinds: it shows what the kind needs, and says beside it what is not allowed and why (BEN-7, BEN-10). */
export function NewCampaign({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }) {
  const { say } = useText()
  return (
    <Drawer
      open={open}
      onClose={onClose}
      size="min(46rem, 100vw)"
      title={say('campaigns.create')}
      closable={{ placement: 'end' }}
      closeIcon={<Icon name="close" />}
      destroyOnHidden
    >
      <CampaignForm onClose={onClose} />
    </Drawer>
  )
}

function CampaignForm({ onClose }: { readonly onClose: () => void }) {
  const { say } = useText()
  const { t } = useTranslation()
  const { ownerId, club } = useClub()
  const navigate = useNavigate()
  const now = useNow(1_000)
  const [kind, setKind] = useState<CampaignKind>('luckyBag')
  const [form] = Form.useForm<CampaignDraft>()
  const shape = campaignShapes[kind]
  const once = useOnce()
  const make = useCommand({
    // a lucky bag's minutes begin where it was first pressed: what is sent again is the same
    run: (api, draft: CampaignDraft) =>
      once({ kind, draft }, benefitCalls(api, ownerId).createCampaign, () =>
        toCampaign(kind, draft, club.currency, now),
      ),
    changes: [campaignsKey(ownerId)],
    done: () => say('campaigns.made'),
    then: ({ campaignId }) => {
      onClose()
      void navigate(`/clubs/${encodeURIComponent(ownerId)}/benefits/campaigns/${campaignId}`)
    },
    quiet: true,
  })
  const offAir = shape.room && club.live === null
  const send = (values: Partial<CampaignDraft>) =>
    make.mutate(
      { ...emptyCampaign(), ...values },
      {
        onError: (error) => {
          const whole = problemWords(error, t).title
          showAtFields(form, error, fieldNames, { whole, at: () => say('benefits.form.refused') })
        },
      },
    )
  return (
    <div className={own.form}>
      <Segmented<CampaignKind>
        block
        value={kind}
        onChange={(next) => {
          setKind(next)
          make.reset()
        }}
        options={kinds.map((value) => ({ value, label: say(`campaigns.kind.${value}`) }))}
        aria-label={say('campaigns.kindLabel')}
      />
      <p className={own.what}>{say(`campaigns.what.${kind}`)}</p>
      <details className={own.rules} open>
        <summary>{say('campaigns.rules')}</summary>
        <ul>
          {say(`campaigns.ruleLines.${kind}`)
            .split('\n')
            .map((line) => (
              <li key={line}>{line}</li>
            ))}
        </ul>
      </details>
      {offAir && <Note title={say('campaigns.offAir')}>{say('campaigns.offAirHint')}</Note>}
      {make.isError && <Wrong>{problemWords(make.error, t).title}</Wrong>}
      <Form<CampaignDraft>
        form={form}
        id="campaign"
        layout="vertical"
        initialValues={emptyCampaign()}
        onFinish={send}
        scrollToFirstError={{ focus: true }}
      >
        <Form.Item<CampaignDraft>
          name="name"
          label={say('benefits.form.name')}
          rules={[{ required: true, whitespace: true, message: say('word.required') }]}
        >
          <Input maxLength={campaignBounds.nameCharacters} showCount autoComplete="off" />
        </Form.Item>
        <WhoFields join={shape.join} />
        {shape.drawn && <TicketField />}
        {shape.tasks && <TaskFields />}
        {shape.orders && <OrderField />}
        <WhenFields room={shape.room} />
        <PrizeFields kind={kind} />
        {shape.drawn && (
          <Form.Item<CampaignDraft>
            name="severalPerUser"
            label={say('campaigns.form.several')}
            extra={say('campaigns.form.severalHint')}
            valuePropName="checked"
          >
            <Switch />
          </Form.Item>
        )}
        <div className={styles.foot}>
          <Button onClick={onClose}>{say('word.cancel')}</Button>
          <NowButton htmlType="submit" disabled={offAir} loading={make.isPending}>
            {say(shape.room ? 'campaigns.start' : 'campaigns.publish')}
          </NowButton>
        </div>
      </Form>
    </div>
  )
}
