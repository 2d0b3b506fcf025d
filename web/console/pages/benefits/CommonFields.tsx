import { Form, Input, InputNumber, Segmented, Select } from 'antd'
import type { BenefitKind } from '../../../../src/contract/benefits.ts'
import { Failed } from '../../../shared/states.tsx'
import { useClub } from '../../club.tsx'
import { useGroups } from '../../data/groups.ts'
import { InstantInput } from '../../parts/InstantInput.tsx'
import { MoneyInput } from '../../parts/MoneyInput.tsx'
import { useText } from '../../text.ts'
import type { Draft } from './benefit-draft.ts'
import styles from './BenefitForm.module.css'
import { benefitBounds, costsMoney } from './kinds.ts'
import { LevelOrTier } from './LevelOrTier.tsx'
import { useMoneyRule } from './money-rule.ts'

/** Name and words. */
export function CommonFields() {
  const { say } = useText()
  return (
    <>
      <Form.Item<Draft>
        name="name"
        label={say('benefits.form.name')}
        rules={[{ required: true, whitespace: true, message: say('word.required') }]}
      >
        <Input autoFocus maxLength={benefitBounds.nameCharacters} showCount autoComplete="off" />
      </Form.Item>
      <Form.Item<Draft> name="description" label={say('benefits.form.description')}>
        <Input.TextArea
          maxLength={benefitBounds.descriptionCharacters}
          autoSize={{ minRows: 2, maxRows: 6 }}
          placeholder={say('benefits.form.descriptionPlaceholder')}
        />
      </Form.Item>
    </>
  )
}

/** For whom: a level, a tier, the first joining, or one group (BEN-1, GRP-15). */
export function AudienceFields() {
  const { say } = useText()
  const who = Form.useWatch<Draft['who'] | undefined>('who')
  return (
    <>
      <Form.Item<Draft> name="who" label={say('benefits.form.who')} extra={say('benefits.form.whoHint')}>
        <Segmented
          options={(['level', 'tier', 'firstJoin', 'group'] as const).map((value) => ({
            value,
            label: say(`benefits.form.whos.${value}`),
          }))}
        />
      </Form.Item>
      <LevelOrTier who={who} />
      {who === 'group' && <GroupField />}
    </>
  )
}

function GroupField() {
  const { say } = useText()
  const { ownerId } = useClub()
  const groups = useGroups(ownerId, 'open')
  return (
    <Form.Item<Draft>
      name="groupId"
      label={say('benefits.form.group')}
      extra={say('benefits.form.groupHint')}
      rules={[{ required: true, message: say('word.required') }]}
    >
      <Select<string>
        showSearch={{ optionFilterProp: 'label' }}
        loading={groups.isPending}
        placeholder={say('benefits.form.groupChoose')}
        notFoundContent={
          groups.isError ? (
            <Failed error={groups.error} onRetry={() => void groups.refetch()} />
          ) : (
            say('benefits.form.noGroups')
          )
        }
        options={(groups.data ?? []).map(({ groupId, name }) => ({ value: groupId, label: name }))}
      />
    </Form.Item>
  )
}

/** How many, when, and up to what cost (BEN-5, BEN-6). */
export function WindowFields({ kind }: { readonly kind: BenefitKind }) {
  const { say } = useText()
  const { club } = useClub()
  const money = useMoneyRule()
  const attached = (Form.useWatch<string | undefined>('attached') ?? '') !== ''
  const hint = attached ? 'attached' : kind === 'luckyBag' ? 'luckyBag' : 'claim'
  return (
    <>
      <div className={styles.pair}>
        <Form.Item<Draft>
          name="stock"
          label={say('benefits.form.stock')}
          extra={say(`benefits.form.stockHint.${hint}`)}
        >
          <InputNumber<number>
            min={1}
            max={benefitBounds.stockMost}
            precision={0}
            placeholder={say(attached ? 'benefits.form.allLeft' : 'benefits.form.unlimited')}
            style={{ width: '100%' }}
          />
        </Form.Item>
        {costsMoney(kind) && !attached && (
          <Form.Item<Draft>
            name="budget"
            label={say('benefits.form.budget')}
            extra={say('benefits.form.budgetHint')}
            rules={[money({ optional: true })]}
          >
            <MoneyInput currency={club.currency} placeholder={say('benefits.form.unlimited')} />
          </Form.Item>
        )}
      </div>
      <div className={styles.pair}>
        <Form.Item<Draft>
          name="claimFrom"
          label={say('benefits.form.claimFrom')}
          extra={say('benefits.form.claimFromHint')}
        >
          <InstantInput />
        </Form.Item>
        <ClaimUntil />
      </div>
    </>
  )
}

/** The window's end: not before its beginning. */
export function ClaimUntil() {
  const { say } = useText()
  return (
    <Form.Item<Draft>
      name="claimUntil"
      label={say('benefits.form.claimUntil')}
      extra={say('benefits.form.claimUntilHint')}
      dependencies={['claimFrom']}
      rules={[
        ({ getFieldValue }) => ({
          validator: (_, until: string) => {
            const from = getFieldValue('claimFrom') as string | undefined
            const odd = until !== '' && from !== undefined && from !== '' && Date.parse(until) <= Date.parse(from)
            return odd ? Promise.reject(new Error(say('benefits.form.windowOdd'))) : Promise.resolve()
          },
        }),
      ]}
    >
      <InstantInput />
    </Form.Item>
  )
}
