import { Button, Form } from 'antd'
import { useTranslation } from 'react-i18next'
import type { BenefitKind, BenefitView } from '../../../../src/contract/benefits.ts'
import { BenefitCard } from '../../../shared/BenefitCard.tsx'
import { problemWords } from '../../../shared/problem.ts'
import { useOnce } from '../../../shared/use-once.ts'
import { useClub } from '../../club.tsx'
import { benefitCalls, benefitsKey } from '../../data/benefits.ts'
import { useCommand } from '../../data/use-command.ts'
import { showAtFields } from '../../parts/field-errors.ts'
import { NowButton } from '../../parts/NowButton.tsx'
import { Wrong } from '../../parts/Wrong.tsx'
import { useText } from '../../text.ts'
import { emptyDraft, toFace, toInput, type Draft } from './benefit-draft.ts'
import { benefitFieldNames } from './benefit-fields.ts'
import styles from './BenefitForm.module.css'
import { AudienceFields, CommonFields, WindowFields } from './CommonFields.tsx'
import { KindFields } from './KindFields.tsx'

interface BenefitFormProps {
  readonly kind: BenefitKind
  readonly initial: Draft
  readonly onBack: () => void
  readonly onMade: (benefit: BenefitView) => void
  readonly onCancel: () => void
}

/** A new benefit: the fields of its kind, its fan's card beside them, what the server refuses at the field (BEN-1, BEN-6). */
export function BenefitForm({ kind, initial, onBack, onMade, onCancel }: BenefitFormProps) {
  const { say } = useText()
  const { t } = useTranslation()
  const { ownerId, club } = useClub()
  const [form] = Form.useForm<Draft>()
  const once = useOnce()
  const make = useCommand({
    run: (api, draft: Draft) => once(toInput(kind, draft, club.currency), benefitCalls(api, ownerId).create),
    changes: [benefitsKey(ownerId)],
    done: (made) => say('benefits.made', { name: made.name }),
    then: onMade,
    quiet: true,
  })
  const words = make.isError ? problemWords(make.error, t).title : ''
  const send = (values: Partial<Draft>) =>
    make.mutate(emptyDraft({ ...initial, ...values }), {
      onError: (error) => {
        const whole = problemWords(error, t).title
        showAtFields(form, error, benefitFieldNames, { whole, at: () => say('benefits.form.refused') })
      },
    })
  return (
    <div className={styles.columns}>
      <div className={styles.form}>
        {make.isError && <Wrong>{words}</Wrong>}
        <div className={styles.kind}>
          <span>
            <b>{say(`benefits.kind.${kind}`)}</b>
            <small>{say(`benefits.kindHint.${kind}`)}</small>
          </span>
          <Button onClick={onBack}>{say('benefits.form.otherKind')}</Button>
        </div>
        <Form<Draft>
          form={form}
          id="benefit"
          layout="vertical"
          initialValues={initial}
          onFinish={send}
          scrollToFirstError={{ focus: true }}
        >
          <CommonFields />
          <AudienceFields />
          <KindFields kind={kind} />
          <WindowFields kind={kind} />
          <div className={styles.foot}>
            <Button onClick={onCancel}>{say('word.cancel')}</Button>
            <NowButton htmlType="submit" loading={make.isPending}>
              {say('benefits.publish')}
            </NowButton>
          </div>
        </Form>
      </div>
      <Preview kind={kind} form={form} initial={initial} />
    </div>
  )
}

/** The fan's card of what stands in the fields, as it is typed. */
function Preview({
  kind,
  form,
  initial,
}: {
  readonly kind: BenefitKind
  readonly form: ReturnType<typeof Form.useForm<Draft>>[0]
  readonly initial: Draft
}) {
  const { say } = useText()
  const { club } = useClub()
  const values = Form.useWatch((all: Draft) => all, form) as Partial<Draft> | undefined
  const draft = { ...initial, ...values }
  return (
    <aside className={styles.preview} aria-label={say('benefits.form.preview')}>
      <h3>{say('benefits.form.preview')}</h3>
      <BenefitCard benefit={toFace(kind, draft, club.currency, say('benefits.form.namePlaceholder'))} />
      <p>{say('benefits.form.previewHint')}</p>
    </aside>
  )
}
