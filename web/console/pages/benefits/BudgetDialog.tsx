import { Form, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { formatMoney } from '../../../shared/format.ts'
import { problemWords } from '../../../shared/problem.ts'
import { useOnce } from '../../../shared/use-once.ts'
import { useClub } from '../../club.tsx'
import { benefitCalls, moneyKey, type Budget } from '../../data/benefits.ts'
import { useCommand } from '../../data/use-command.ts'
import { FormDialog } from '../../parts/FormDialog.tsx'
import { MoneyInput } from '../../parts/MoneyInput.tsx'
import { parseMoney } from '../../../shared/money-text.ts'
import { Wrong } from '../../parts/Wrong.tsx'
import { useText } from '../../text.ts'
import { moneyBounds } from './kinds.ts'
import { useMoneyRule } from './money-rule.ts'

interface Fields {
  readonly amount: string
  readonly note?: string
}

interface BudgetDialogProps {
  /** paid in for the owner, or paid back to him */
  readonly way: 'deposit' | 'withdrawal'
  readonly budget: Budget
  readonly open: boolean
  readonly onClose: () => void
}

/** Says that money came into an owner's budget, or went back to him: what is held cannot (BEN-8). */
export function BudgetDialog({ way, budget, open, onClose }: BudgetDialogProps) {
  const { say, language } = useText()
  const { t } = useTranslation()
  const { ownerId, club } = useClub()
  const money = useMoneyRule()
  const { value: available } = budget.available
  const once = useOnce()
  const move = useCommand({
    run: (api, { amount, note = '' }: Fields) =>
      once(
        {
          amount: { value: parseMoney(amount, club.currency) ?? 0, currency: club.currency },
          ...(note.trim() === '' ? {} : { note: note.trim() }),
        },
        benefitCalls(api, ownerId)[way],
      ),
    changes: [moneyKey(ownerId)],
    done: (after) => say(`money.${way}.done`, { sum: formatMoney(after.available, language) }),
    then: onClose,
    quiet: true,
  })
  const most = way === 'deposit' ? moneyBounds.depositMost : Math.min(moneyBounds.depositMost, available)
  return (
    <FormDialog
      form={way}
      open={open}
      onClose={onClose}
      title={say(`money.${way}.title`)}
      ok={say(`money.${way}.confirm`)}
      command={move}
      lede={say(`money.${way}.lede`, { sum: formatMoney(budget.available, language) })}
    >
      {move.isError && <Wrong>{problemWords(move.error, t).title}</Wrong>}
      <Form<Fields> id={way} layout="vertical" onFinish={(fields) => move.mutate(fields)}>
        <Form.Item name="amount" label={say('money.amount')} rules={[money({ most })]}>
          <MoneyInput currency={club.currency} autoFocus />
        </Form.Item>
        <Form.Item name="note" label={say('money.note')}>
          <Input maxLength={200} placeholder={say('money.notePlaceholder')} autoComplete="off" />
        </Form.Item>
      </Form>
    </FormDialog>
  )
}
