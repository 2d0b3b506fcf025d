import { Button, Input, Modal, Select } from 'antd'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { BenefitView } from '../../../../src/contract/benefits.ts'
import { formatNumber } from '../../../shared/format.ts'
import { problemWords } from '../../../shared/problem.ts'
import { useClub } from '../../club.tsx'
import { benefitCalls, benefitsKey, useIssues, type Issue } from '../../data/benefits.ts'
import { useCommand } from '../../data/use-command.ts'
import { NowButton } from '../../parts/NowButton.tsx'
import { WorkProgress } from '../../parts/WorkProgress.tsx'
import { Note, Wrong } from '../../parts/Wrong.tsx'
import { useText } from '../../text.ts'
import own from './EditBenefit.module.css'
import type { Rung } from './matrix-layout.ts'

interface IssueProps {
  readonly benefit: BenefitView
  readonly ladder: readonly Rung[]
}

/** A coupon straight to members of chosen levels, and how the last issue went (BEN-13). */
export function IssueButton({ benefit, ladder }: IssueProps) {
  const { say } = useText()
  const { ownerId } = useClub()
  const [asking, setAsking] = useState(false)
  const issues = useIssues(ownerId, benefit.benefitId, true)
  const last = issues.data?.[0]
  return (
    <>
      <Button className={own.button ?? ''} onClick={() => setAsking(true)}>
        {say('benefits.issue.start')}
      </Button>
      {last !== undefined && <IssueState issue={last} />}
      <IssueDialog benefit={benefit} ladder={ladder} open={asking} onClose={() => setAsking(false)} />
    </>
  )
}

function IssueState({ issue }: { readonly issue: Issue }) {
  const { say, language } = useText()
  const number = (value: number) => formatNumber(value, language)
  const { fromLevel, toLevel, issued, passed, members, finishedAt } = issue
  if (finishedAt === null)
    return <WorkProgress progress={{ done: issued + passed, total: members }} words="benefits.issue.running" />
  return (
    <p>
      {say('benefits.issue.last', { from: fromLevel, to: toLevel, n: number(issued) })}
      {passed > 0 && ` ${say('benefits.issue.passed', { n: number(passed) })}`}
    </p>
  )
}

function IssueDialog({
  benefit,
  ladder,
  open,
  onClose,
}: IssueProps & { readonly open: boolean; readonly onClose: () => void }) {
  const { say, language } = useText()
  const { t } = useTranslation()
  const { ownerId } = useClub()
  const inputId = useId()
  const [from, setFrom] = useState(benefit.fromLevel)
  const [to, setTo] = useState(20)
  const [typed, setTyped] = useState('')
  const concerned = ladder
    .filter(({ level }) => level >= from && level <= to)
    .reduce((sum, { members }) => sum + members, 0)
  const number = (value: number) => formatNumber(value, language)
  const matches = typed.trim() === String(concerned)
  const send = useCommand({
    run: (api) => benefitCalls(api, ownerId).issue(benefit.benefitId, { fromLevel: from, toLevel: to }),
    changes: [benefitsKey(ownerId)],
    done: () => say('benefits.issue.sent'),
    then: onClose,
    quiet: true,
  })
  const options = [...ladder]
    .sort((a, b) => a.level - b.level)
    .map(({ level, title, members }) => ({ value: level, label: `${title} · ${number(members)}` }))
  const short = benefit.left !== null && benefit.left < concerned
  return (
    <Modal
      open={open}
      onCancel={onClose}
      title={say('benefits.issue.title', { name: benefit.name })}
      footer={null}
      destroyOnHidden
      afterClose={() => {
        send.reset()
        setTyped('')
      }}
    >
      <form
        className={own.form}
        onSubmit={(event) => {
          event.preventDefault()
          if (matches && concerned > 0) send.mutate(undefined)
        }}
      >
        {send.isError && <Wrong>{problemWords(send.error, t).title}</Wrong>}
        <p>{say('benefits.issue.hint')}</p>
        <div className={own.range}>
          <Select
            virtual={false}
            aria-label={say('benefits.issue.from')}
            value={from}
            onChange={(level) => {
              setFrom(level)
              if (level > to) setTo(level)
            }}
            options={options}
          />
          <span aria-hidden="true">–</span>
          <Select
            virtual={false}
            aria-label={say('benefits.issue.to')}
            value={to}
            onChange={(level) => {
              setTo(level)
              if (level < from) setFrom(level)
            }}
            options={options}
          />
        </div>
        <p className={own.concerned} role="status">
          <b>{number(concerned)}</b> {say('benefits.issue.concerned')}
        </p>
        {concerned === 0 && <p>{say('benefits.issue.nobody')}</p>}
        {short && <Note title={say('benefits.issue.short', { n: number(benefit.left ?? 0) })} />}
        {concerned > 0 && (
          <div className={own.label}>
            <label htmlFor={inputId}>{say('benefits.issue.type', { n: concerned })}</label>
            <Input
              id={inputId}
              value={typed}
              onChange={(event) => setTyped(event.target.value)}
              autoComplete="off"
              inputMode="numeric"
              maxLength={12}
            />
          </div>
        )}
        <div style={{ display: 'flex', justifyContent: 'flex-end', gap: 'var(--space-2)' }}>
          <Button onClick={onClose}>{say('word.cancel')}</Button>
          <NowButton htmlType="submit" disabled={!matches || concerned === 0} loading={send.isPending}>
            {say('benefits.issue.confirm')}
          </NowButton>
        </div>
      </form>
    </Modal>
  )
}
