import { Button, Form, InputNumber } from 'antd'
import { useTranslation } from 'react-i18next'
import { useNavigate, useSearchParams } from 'react-router'
import type { BenefitView } from '../../../../src/contract/benefits.ts'
import { audienceWords, benefitFacts, benefitValue } from '../../../shared/benefit-words.ts'
import { BenefitCard } from '../../../shared/BenefitCard.tsx'
import { formatDateTime, formatMoney, formatNumber } from '../../../shared/format.ts'
import { problemWords } from '../../../shared/problem.ts'
import { useClub } from '../../club.tsx'
import { benefitCalls, benefitsKey } from '../../data/benefits.ts'
import { useGroups } from '../../data/groups.ts'
import { useCommand } from '../../data/use-command.ts'
import { showAtFields } from '../../parts/field-errors.ts'
import { MoneyInput } from '../../parts/MoneyInput.tsx'
import { Note, Wrong } from '../../parts/Wrong.tsx'
import { useText } from '../../text.ts'
import { Attachments } from './Attachments.tsx'
import { emptyDraft, toDraft, toPatch, type Draft } from './benefit-draft.ts'
import { benefitFieldNames } from './benefit-fields.ts'
import styles from './BenefitForm.module.css'
import { ClaimUntil, CommonFields } from './CommonFields.tsx'
import own from './EditBenefit.module.css'
import { IssueButton } from './IssueDialog.tsx'
import { benefitBounds, costsMoney, isRight } from './kinds.ts'
import { GiftsField } from './KindFields.tsx'
import type { Rung } from './matrix-layout.ts'
import { useMoneyRule } from './money-rule.ts'
import { WithdrawButton } from './WithdrawDialog.tsx'

interface EditProps {
  readonly benefit: BenefitView
  readonly ladder: readonly Rung[]
  readonly onClose: () => void
}

/** A benefit that is there: what may still change, what stands, its card, and what can be done with it (BEN-11, BEN-13). */
export function EditBenefit({ benefit, ladder, onClose }: EditProps) {
  const { say, language } = useText()
  const { t } = useTranslation()
  const { ownerId, club } = useClub()
  const [form] = Form.useForm<Draft>()
  const initial = toDraft(benefit)
  const withdrawn = benefit.status === 'withdrawn'
  const save = useCommand({
    run: async (api, draft: Draft) => {
      const patch = toPatch(benefit, draft, club.currency)
      return Object.keys(patch).length === 0 ? benefit : benefitCalls(api, ownerId).change(benefit.benefitId, patch)
    },
    changes: [benefitsKey(ownerId)],
    done: () => say('benefits.saved'),
    then: onClose,
    quiet: true,
  })
  const send = (values: Partial<Draft>) =>
    save.mutate(emptyDraft({ ...initial, ...values }), {
      onError: (error) => {
        const whole = problemWords(error, t).title
        showAtFields(form, error, benefitFieldNames, { whole, at: () => say('benefits.form.refused') })
      },
    })
  return (
    <div className={styles.columns}>
      <div className={styles.form}>
        <MoveNotice benefit={benefit} />
        {benefit.status === 'withdrawing' && benefit.withdrawAt !== null && (
          <div className={own.note}>
            <Note title={say('benefits.withdraw.pending', { at: formatDateTime(benefit.withdrawAt, language) })}>
              {say('benefits.withdraw.pendingBody')}
            </Note>
          </div>
        )}
        {save.isError && <Wrong>{problemWords(save.error, t).title}</Wrong>}
        {withdrawn ? (
          <Note title={say('benefits.withdraw.done')}>{say('benefits.withdraw.doneBody')}</Note>
        ) : (
          <Form<Draft>
            form={form}
            id="benefit"
            layout="vertical"
            initialValues={initial}
            onFinish={send}
            scrollToFirstError={{ focus: true }}
          >
            <CommonFields />
            <MoreFields benefit={benefit} />
            <div className={styles.foot}>
              <Button onClick={onClose}>{say('word.cancel')}</Button>
              <Button type="primary" htmlType="submit" loading={save.isPending}>
                {say('word.save')}
              </Button>
            </div>
          </Form>
        )}
        {benefit.kind === 'coupon' && benefit.attached === undefined && <Attachments benefit={benefit} />}
        <Standing benefit={benefit} />
      </div>
      <aside className={styles.preview} aria-label={say('benefits.form.preview')}>
        <h3>{say('benefits.form.preview')}</h3>
        <BenefitCard benefit={benefit} />
        <Numbers benefit={benefit} />
        {benefit.status === 'open' && benefit.kind === 'coupon' && <IssueButton benefit={benefit} ladder={ladder} />}
        {!withdrawn && <WithdrawButton benefit={benefit} ladder={ladder} />}
      </aside>
    </div>
  )
}

/** More of it, longer, up to a higher cost: what gives less is a withdrawal. */
function MoreFields({ benefit }: { readonly benefit: BenefitView }) {
  const { say, language } = useText()
  const { club } = useClub()
  const money = useMoneyRule()
  const { claimed } = benefit.result
  return (
    <>
      <div className={styles.pair}>
        <Form.Item<Draft>
          name="stock"
          label={say('benefits.form.stock')}
          extra={say('benefits.form.moreOnly', { n: formatNumber(claimed, language) })}
        >
          <InputNumber<number>
            min={Math.max(1, claimed)}
            max={benefitBounds.stockMost}
            precision={0}
            placeholder={say('benefits.form.unlimited')}
            style={{ width: '100%' }}
          />
        </Form.Item>
        {costsMoney(benefit.kind) && benefit.attached === undefined && (
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
      <ClaimUntil />
      {benefit.honour !== undefined && isRight(benefit.honour) && benefit.gifts === undefined && <GiftsField />}
    </>
  )
}

/** A click on another level's cell moves nothing: it says what would have to be done (BEN-11). */
function MoveNotice({ benefit }: { readonly benefit: BenefitView }) {
  const { say } = useText()
  const { ownerId } = useClub()
  const navigate = useNavigate()
  const [search] = useSearchParams()
  const level = Number(search.get('from') ?? 0)
  if (!(level >= 1 && level <= 20) || level === benefit.fromLevel) return null
  if ('firstJoin' in benefit.audience || 'groupId' in benefit.audience) return null
  const href = `/clubs/${encodeURIComponent(ownerId)}/benefits/new?like=${benefit.benefitId}&level=${level}`
  return (
    <div className={own.note}>
      <Note title={say('benefits.move.title', { level: benefit.fromLevel })}>
        <p>{say('benefits.move.body')}</p>
        <Button onClick={() => void navigate(href)}>{say('benefits.move.copy', { level })}</Button>
      </Note>
    </div>
  )
}

/** What cannot change once members may have seen it. */
function Standing({ benefit }: { readonly benefit: BenefitView }) {
  const { say, language } = useText()
  const { ownerId } = useClub()
  const { t } = useTranslation()
  const value = benefitValue(benefit, t, language)
  const goods = benefit.products ?? benefit.coupon?.products
  const { audience } = benefit
  const inGroup = 'groupId' in audience ? audience.groupId : null
  const group = useGroups(ownerId, 'all', inGroup !== null).data?.find(({ groupId }) => groupId === inGroup)
  const rows: [string, string][] = [
    [say('benefits.form.kind'), say(`benefits.kind.${benefit.kind}`)],
    [
      say('benefits.form.who'),
      group === undefined ? audienceWords(benefit.audience, t) : say('benefits.form.inGroup', { name: group.name }),
    ],
    ...(value === null ? [] : [[say('benefits.standing.value'), value] as [string, string]]),
    ...(benefit.coupon === undefined && benefit.honour === undefined
      ? []
      : [
          [say('benefits.standing.terms'), benefitFacts({ ...benefit, withdrawAt: null }, t, language).join(' · ')] as [
            string,
            string,
          ],
        ]),
    ...(goods === undefined ? [] : [[say('benefits.form.products'), goods.join(', ')] as [string, string]]),
    ...(benefit.claimFrom === null
      ? []
      : [[say('benefits.form.claimFrom'), formatDateTime(benefit.claimFrom, language)] as [string, string]]),
    [say('benefits.standing.created'), formatDateTime(benefit.createdAt, language)],
  ]
  return (
    <section className={own.standing}>
      <h3>{say('benefits.standing.title')}</h3>
      <p>{say('benefits.standing.hint')}</p>
      <dl>
        {rows.map(([name, words]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

function Numbers({ benefit }: { readonly benefit: BenefitView }) {
  const { say, language } = useText()
  const { claimed, used, cost } = benefit.result
  const number = (value: number) => formatNumber(value, language)
  return (
    <dl className={own.numbers}>
      <div>
        <dt>{say('benefits.results.claimed')}</dt>
        <dd>{number(claimed)}</dd>
      </div>
      <div>
        <dt>{say('benefits.results.used')}</dt>
        <dd>{number(used)}</dd>
      </div>
      <div>
        <dt>{say('benefits.left')}</dt>
        <dd>{benefit.left === null ? say('benefits.form.unlimited') : number(benefit.left)}</dd>
      </div>
      <div>
        <dt>{say('benefits.results.cost')}</dt>
        <dd>{formatMoney(cost, language)}</dd>
      </div>
    </dl>
  )
}
