import { Button, Form, Input, InputNumber, Modal, Segmented, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Split } from '../../../../src/contract/money.ts'
import { formatMoney, formatNumber } from '../../../shared/format.ts'
import { problemWords } from '../../../shared/problem.ts'
import { isLost, useOnce } from '../../../shared/use-once.ts'
import { useClub } from '../../club.tsx'
import { benefitCalls, moneyKey, type Budget } from '../../data/benefits.ts'
import { useCommand } from '../../data/use-command.ts'
import { MoneyInput } from '../../parts/MoneyInput.tsx'
import { parseMoney } from '../../../shared/money-text.ts'
import { NowButton } from '../../parts/NowButton.tsx'
import { Note, Wrong } from '../../parts/Wrong.tsx'
import { useText } from '../../text.ts'
import { moneyBounds } from './kinds.ts'
import { useMoneyRule } from './money-rule.ts'
import styles from './MoneyPage.module.css'
import { evenTotals, maySend, packetWish, planPacket, type FilledPacket, type PacketPlan } from './packet-plan.ts'

interface Fields {
  readonly split: Split
  readonly total: string
  readonly count: number | null
  readonly level: number
  readonly greeting: string
}
/** A packet that was filled in and waits for the second word. */
interface Filled extends FilledPacket {
  readonly plan: PacketPlan
}

interface DialogProps {
  readonly budget: Budget
  readonly open: boolean
  readonly onClose: () => void
}

/** A red packet for the room on air: filled in, then told in full and confirmed, since it cannot be taken back (BEN-8). */
export function PacketDialog({ budget, open, onClose }: DialogProps) {
  const { say } = useText()
  const { t } = useTranslation()
  const { ownerId, club } = useClub()
  const [filled, setFilled] = useState<Filled | null>(null)
  const [form] = Form.useForm<Fields>()
  const once = useOnce()
  const send = useCommand({
    run: (api, packet: Filled) =>
      once(packetWish(ownerId, club.currency, packet), benefitCalls(api, ownerId).sendPacket),
    changes: [moneyKey(ownerId)],
    done: () => say('money.sent'),
    then: onClose,
    quiet: true,
  })
  const lost = send.isError && isLost(send.error)
  const over = filled !== null && !send.isPending && !maySend(filled.sessionId, club.live?.sessionId ?? null, lost)
  return (
    <Modal
      open={open}
      onCancel={onClose}
      title={say(filled === null ? 'money.send' : 'money.sure')}
      footer={null}
      destroyOnHidden
      afterClose={() => {
        send.reset()
        setFilled(null)
      }}
    >
      {send.isError && <Wrong>{problemWords(send.error, t).title}</Wrong>}
      <div hidden={filled !== null}>
        <PacketFields form={form} budget={budget} onFinish={setFilled} onClose={onClose} />
      </div>
      {filled !== null && (
        <Sure
          packet={filled}
          over={over}
          sending={send.isPending}
          lost={lost}
          onBack={() => {
            setFilled(null)
            send.reset()
          }}
          onSend={() => send.mutate(filled)}
        />
      )}
    </Modal>
  )
}

function PacketFields({
  form,
  budget,
  onFinish,
  onClose,
}: {
  readonly form: ReturnType<typeof Form.useForm<Fields>>[0]
  readonly budget: Budget
  readonly onFinish: (packet: Filled) => void
  readonly onClose: () => void
}) {
  const { say, language } = useText()
  const { club } = useClub()
  const money = useMoneyRule()
  const { currency } = club
  const words = (value: number) => formatMoney({ value, currency }, language)
  const split = Form.useWatch<Split | undefined>('split', form) ?? 'lucky'
  const value = parseMoney(Form.useWatch<string | undefined>('total', form) ?? '', currency)
  const count = Form.useWatch<number | null | undefined>('count', form) ?? null
  const plan = value === null || count === null ? null : planPacket(split, value, count)
  const finish = (fields: Fields) => {
    if (value === null || count === null || plan === null || club.live === null) return
    // of the session that is on air now: what is confirmed goes there, or nowhere
    onFinish({ ...fields, sessionId: club.live.sessionId, value, count, plan })
  }
  const split_ = value !== null && count !== null && plan === null ? oddWords(value, count) : null
  return (
    <Form<Fields>
      form={form}
      id="packet"
      layout="vertical"
      initialValues={{ split: 'lucky', total: '', count: 50, level: 0, greeting: '' }}
      onFinish={finish}
    >
      <Form.Item<Fields> name="split" label={say('money.splitLabel')}>
        <Segmented
          options={(['lucky', 'equal'] as const).map((each) => ({ value: each, label: say(`money.split.${each}`) }))}
        />
      </Form.Item>
      <Form.Item<Fields>
        name="total"
        label={say('money.total')}
        extra={say('money.totalHint', { sum: words(budget.available.value), most: words(moneyBounds.packetTotalMost) })}
        rules={[money({ most: Math.min(moneyBounds.packetTotalMost, Math.max(1, budget.available.value)) })]}
      >
        <MoneyInput currency={currency} autoFocus />
      </Form.Item>
      <Form.Item<Fields>
        name="count"
        label={say('money.count')}
        {...(split_ === null ? {} : { validateStatus: 'error' as const, help: split_ })}
        rules={[{ required: true, message: say('word.required') }]}
      >
        <InputNumber<number> min={1} max={moneyBounds.packetSharesMost} precision={0} style={{ width: '100%' }} />
      </Form.Item>
      <Form.Item<Fields> name="level" label={say('money.who')}>
        <Select
          virtual={false}
          options={[
            { value: 0, label: say('money.everyone') },
            ...Array.from({ length: 20 }, (_, index) => ({
              value: index + 1,
              label: say('benefits.form.levelFrom', { level: index + 1 }),
            })),
          ]}
        />
      </Form.Item>
      <Form.Item<Fields> name="greeting" label={say('money.greeting')}>
        <Input maxLength={40} placeholder={say('money.greetingPlaceholder')} autoComplete="off" />
      </Form.Item>
      {plan !== null && <Plan plan={plan} />}
      {club.live === null && <Note title={say('money.over')} />}
      <div style={{ display: 'flex', justifyContent: 'flex-end', gap: 'var(--space-2)', marginTop: 'var(--space-4)' }}>
        <Button onClick={onClose}>{say('word.cancel')}</Button>
        <Button type="primary" htmlType="submit" disabled={plan === null || club.live === null}>
          {say('money.next')}
        </Button>
      </div>
    </Form>
  )

  function oddWords(total: number, shares: number): string {
    if (total < shares) return say('money.tooThin', { least: words(shares) })
    const { below, above } = evenTotals(total, shares)
    if (below === null) return say('money.unevenAbove', { above: words(above) })
    return say('money.uneven', { below: words(below), above: words(above) })
  }
}

/** What a fan can expect. */
function Plan({ plan }: { readonly plan: PacketPlan }) {
  const { say, language } = useText()
  const { club } = useClub()
  const words = (value: number) => formatMoney({ value, currency: club.currency }, language)
  return (
    <dl className={styles.plan}>
      <div>
        <dt>{say('money.smallest')}</dt>
        <dd>{words(plan.smallest)}</dd>
      </div>
      <div>
        <dt>{say('money.expected')}</dt>
        <dd>{plan.exact ? words(plan.expected) : say('money.about', { sum: words(plan.expected) })}</dd>
      </div>
    </dl>
  )
}

function Sure({
  packet,
  over,
  sending,
  lost,
  onBack,
  onSend,
}: {
  readonly packet: Filled
  /** the session for which it was filled in is on air no more */
  readonly over: boolean
  readonly sending: boolean
  /** nobody knows whether it went out: filled in anew it might be paid twice, so it is only sent again */
  readonly lost: boolean
  readonly onBack: () => void
  readonly onSend: () => void
}) {
  const { say, language } = useText()
  const { club } = useClub()
  const sum = formatMoney({ value: packet.value, currency: club.currency }, language)
  const who = packet.level === 0 ? say('money.everyone') : say('benefits.form.levelFrom', { level: packet.level })
  return (
    <div className={styles.sure}>
      <b>
        {say('money.sureLine', {
          sum,
          n: formatNumber(packet.count, language),
          split: say(`money.split.${packet.split}`),
        })}
      </b>
      <ul>
        <li>{say('money.sureWho', { who })}</li>
        <li>{say('money.sureNow')}</li>
        <li>{say('money.sureReturn', { hours: moneyBounds.packetHours })}</li>
      </ul>
      <Plan plan={packet.plan} />
      {over && <Note title={say('money.over')}>{say('money.overHint')}</Note>}
      <div style={{ display: 'flex', justifyContent: 'flex-end', gap: 'var(--space-2)' }}>
        {!lost && (
          <Button disabled={sending} onClick={onBack}>
            {say('money.back')}
          </Button>
        )}
        <NowButton disabled={over} loading={sending} onClick={onSend}>
          {say('money.sendNow', { sum })}
        </NowButton>
      </div>
    </div>
  )
}
