import { App, Button, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { BenefitView } from '../../../../src/contract/benefits.ts'
import { formatNumber } from '../../../shared/format.ts'
import { problemWords } from '../../../shared/problem.ts'
import { useClub } from '../../club.tsx'
import { benefitCalls, benefitsKey } from '../../data/benefits.ts'
import { useCommand } from '../../data/use-command.ts'
import { useNow } from '../../now.ts'
import { InstantInput } from '../../parts/InstantInput.tsx'
import { nextQuarter } from '../../parts/wall-time.ts'
import { Wrong } from '../../parts/Wrong.tsx'
import { useText } from '../../text.ts'
import own from './EditBenefit.module.css'
import { benefitBounds } from './kinds.ts'
import type { Rung } from './matrix-layout.ts'

interface WithdrawProps {
  readonly benefit: BenefitView
  readonly ladder: readonly Rung[]
}

/** Announces a withdrawal, or takes an announced one back (BEN-11). */
export function WithdrawButton({ benefit, ladder }: WithdrawProps) {
  const { say } = useText()
  const { ownerId } = useClub()
  const { modal } = App.useApp()
  const [asking, setAsking] = useState(false)
  const keep = useCommand({
    run: (api) => benefitCalls(api, ownerId).change(benefit.benefitId, { withdrawAt: null }),
    changes: [benefitsKey(ownerId)],
    done: () => say('benefits.withdraw.kept'),
  })
  if (benefit.status === 'withdrawing') {
    const ask = () =>
      void modal.confirm({
        icon: null,
        title: say('benefits.withdraw.keepTitle'),
        content: say('benefits.withdraw.keepBody'),
        okText: say('benefits.withdraw.keep'),
        cancelText: say('word.cancel'),
        onOk: () => keep.mutateAsync(undefined).catch(() => undefined),
      })
    return (
      <Button className={own.button ?? ''} onClick={ask}>
        {say('benefits.withdraw.keep')}
      </Button>
    )
  }
  return (
    <>
      <Button danger className={own.button ?? ''} onClick={() => setAsking(true)}>
        {say('benefits.withdraw.start')}
      </Button>
      <WithdrawDialog benefit={benefit} ladder={ladder} open={asking} onClose={() => setAsking(false)} />
    </>
  )
}

/** When, at least a day ahead, and what becomes of whom. */
function WithdrawDialog({
  benefit,
  ladder,
  open,
  onClose,
}: WithdrawProps & { readonly open: boolean; readonly onClose: () => void }) {
  const { say, language } = useText()
  const { t } = useTranslation()
  const { ownerId } = useClub()
  const now = useNow()
  const hours = benefitBounds.withdrawNoticeHours
  const earliest = nextQuarter(now + hours * 3_600_000 + 60_000)
  const [chosen, setChosen] = useState('')
  const at = chosen === '' ? new Date(earliest).toISOString() : chosen
  const number = (value: number) => formatNumber(value, language)
  const above = ladder.filter(({ level }) => level >= benefit.fromLevel).reduce((sum, { members }) => sum + members, 0)
  const withdraw = useCommand({
    run: (api) => benefitCalls(api, ownerId).change(benefit.benefitId, { withdrawAt: at }),
    changes: [benefitsKey(ownerId)],
    done: () => say('benefits.withdraw.announced'),
    then: onClose,
    quiet: true,
  })
  return (
    <Modal
      open={open}
      onCancel={onClose}
      title={say('benefits.withdraw.title', { name: benefit.name })}
      okText={say('benefits.withdraw.confirm')}
      okButtonProps={{ danger: true, loading: withdraw.isPending }}
      onOk={() => withdraw.mutate(undefined)}
      cancelText={say('word.cancel')}
      destroyOnHidden
      afterClose={() => withdraw.reset()}
    >
      {withdraw.isError && <Wrong>{problemWords(withdraw.error, t).title}</Wrong>}
      <ul className={own.consequences}>
        <li>{say('benefits.withdraw.notice', { hours })}</li>
        <li>
          <b>{say('benefits.withdraw.claimable', { n: number(above) })}</b>
        </li>
        <li>
          {say(benefit.kind === 'coupon' ? 'benefits.withdraw.claimedCoupon' : 'benefits.withdraw.claimed', {
            n: number(benefit.result.claimed - benefit.result.used),
          })}
        </li>
        <li>{say('benefits.withdraw.undo')}</li>
      </ul>
      <label className={own.label}>
        <span>{say('benefits.withdraw.at')}</span>
        <InstantInput value={at} onChange={setChosen} from={earliest} />
      </label>
    </Modal>
  )
}
