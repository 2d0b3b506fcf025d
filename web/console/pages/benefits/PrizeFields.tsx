import { Button, Form, Input, InputNumber, Select } from 'antd'
import type { CampaignKind } from '../../../../src/contract/campaigns.ts'
import { useClub } from '../../club.tsx'
import { useBenefits } from '../../data/benefits.ts'
import { Icon } from '../../parts/Icon.tsx'
import { MoneyInput } from '../../parts/MoneyInput.tsx'
import { useText } from '../../text.ts'
import { campaignShapes, emptyPrize } from './campaign-draft.ts'
import { campaignBounds } from './kinds.ts'
import { useMoneyRule } from './money-rule.ts'
import own from './NewCampaign.module.css'

/** Up to ten prizes: how many of each, what one is worth, what it costs in points, which benefit it gives (BEN-7, BEN-10). */
export function PrizeFields({ kind }: { readonly kind: CampaignKind }) {
  const { say } = useText()
  return (
    <div className={own.prizes} role="group" aria-label={say('campaigns.prizes')}>
      <span className={own.legend}>{say(kind === 'wishList' ? 'campaigns.wishes' : 'campaigns.prizes')}</span>
      <Form.List name="prizes">
        {(fields, { add, remove }) => (
          <>
            {fields.map(({ key, name }) => (
              <div key={key} className={own.prize}>
                <OnePrize kind={kind} index={name} />
                {fields.length > 1 && (
                  <Button
                    className={own.remove ?? ''}
                    icon={<Icon name="close" />}
                    aria-label={say('campaigns.form.removePrize', { n: name + 1 })}
                    onClick={() => remove(name)}
                  />
                )}
              </div>
            ))}
            {fields.length < campaignBounds.prizesMost && (
              <div>
                <Button icon={<Icon name="plus" />} onClick={() => add(emptyPrize)}>
                  {say('campaigns.form.addPrize')}
                </Button>
              </div>
            )}
          </>
        )}
      </Form.List>
    </div>
  )
}

function OnePrize({ kind, index }: { readonly kind: CampaignKind; readonly index: number }) {
  const { say } = useText()
  const { ownerId, club } = useClub()
  const money = useMoneyRule()
  const shape = campaignShapes[kind]
  const benefits = useBenefits(ownerId, 'open')
  const required = [{ required: true, message: say('word.required') }]
  const given = (benefits.data?.items ?? []).filter((benefit) => benefit.status === 'open')
  return (
    <>
      <Form.Item
        name={[index, 'name']}
        label={say(kind === 'wishList' ? 'campaigns.form.wish' : 'campaigns.form.prize')}
        rules={[{ required: true, whitespace: true, message: say('word.required') }]}
      >
        <Input maxLength={campaignBounds.nameCharacters} autoComplete="off" />
      </Form.Item>
      {kind !== 'wishList' && (
        <Form.Item name={[index, 'quota']} label={say('campaigns.form.quota')} rules={required}>
          <InputNumber<number> min={1} max={campaignBounds.winnersMost} precision={0} style={{ width: '100%' }} />
        </Form.Item>
      )}
      {shape.points && (
        <Form.Item name={[index, 'points']} label={say('campaigns.form.points')} rules={required}>
          <InputNumber<number> min={1} max={100_000_000} precision={0} style={{ width: '100%' }} />
        </Form.Item>
      )}
      {shape.worth && (
        <Form.Item
          name={[index, 'worth']}
          label={say('campaigns.form.worth')}
          rules={[money({ least: 0, ...(shape.drawn ? { most: campaignBounds.prizeWorthMost } : {}) })]}
        >
          <MoneyInput currency={club.currency} />
        </Form.Item>
      )}
      {(shape.drawn || shape.points) && given.length > 0 && (
        <Form.Item name={[index, 'benefitId']} label={say('campaigns.form.gives')}>
          <Select
            allowClear
            placeholder={say('campaigns.form.optional')}
            options={given.map(({ benefitId, name }) => ({ value: benefitId, label: name }))}
          />
        </Form.Item>
      )}
    </>
  )
}
