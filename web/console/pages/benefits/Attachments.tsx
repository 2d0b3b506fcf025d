import { App, Button, Input, InputNumber } from 'antd'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { BenefitView } from '../../../../src/contract/benefits.ts'
import { formatDateTime, formatMoney, formatNumber } from '../../../shared/format.ts'
import { problemWords } from '../../../shared/problem.ts'
import { useClub } from '../../club.tsx'
import { benefitCalls, benefitsKey, useAttachments, type Attachment } from '../../data/benefits.ts'
import { useCommand } from '../../data/use-command.ts'
import { Wrong } from '../../parts/Wrong.tsx'
import { useText } from '../../text.ts'
import own from './EditBenefit.module.css'
import { benefitBounds } from './kinds.ts'

interface AttachmentsProps {
  readonly benefit: BenefitView
}

/** Who may hand out this coupon without a shop of his own, how many, and what came of it (BEN-6, BEN-12). */
export function Attachments({ benefit }: AttachmentsProps) {
  const { say } = useText()
  const { ownerId } = useClub()
  const query = useAttachments(ownerId, benefit.benefitId)
  const rows = query.data?.pages.flatMap(({ items }) => items) ?? []
  return (
    <section className={own.standing}>
      <h3>{say('benefits.attach.title')}</h3>
      <p>{say('benefits.attach.hint')}</p>
      {query.isSuccess && rows.length === 0 && <p>{say('benefits.attach.none')}</p>}
      <dl>
        {rows.map((row) => (
          <AttachmentRow key={row.creatorId} benefit={benefit} row={row} />
        ))}
      </dl>
      {query.hasNextPage && (
        <Button loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {say('benefits.attach.more')}
        </Button>
      )}
      {benefit.status === 'open' && <GrantForm benefit={benefit} />}
    </section>
  )
}

function AttachmentRow({ benefit, row }: AttachmentsProps & { readonly row: Attachment }) {
  const { say, language } = useText()
  const { ownerId } = useClub()
  const { modal } = App.useApp()
  const number = (value: number) => formatNumber(value, language)
  const end = useCommand({
    run: (api) => benefitCalls(api, ownerId).endGrant(benefit.benefitId, row.creatorId),
    changes: [benefitsKey(ownerId)],
    done: () => say('benefits.attach.ends'),
  })
  const ask = () =>
    void modal.confirm({
      icon: null,
      title: say('benefits.attach.endTitle', { name: row.creatorName }),
      content: say('benefits.attach.endBody'),
      okText: say('benefits.attach.end'),
      cancelText: say('word.cancel'),
      onOk: () => end.mutateAsync(undefined).catch(() => undefined),
    })
  const { stock, left, claimed, used, orders, sales, endedAt } = row
  return (
    <div>
      <dt>{row.creatorName}</dt>
      <dd>
        <p>{say('benefits.attach.row', { n: number(stock), left: number(left), claimed: number(claimed) })}</p>
        <p>
          {say('benefits.attach.came', {
            used: number(used),
            orders: number(orders),
            sales: formatMoney(sales, language),
          })}
        </p>
        {endedAt === null ? (
          <Button size="small" loading={end.isPending} onClick={ask}>
            {say('benefits.attach.end')}
          </Button>
        ) : (
          <p>{say('benefits.attach.ended', { at: formatDateTime(endedAt, language) })}</p>
        )}
      </dd>
    </div>
  )
}

/** What one coupon takes off at most, minor units. */
const mostOf = ({ coupon }: BenefitView) => (coupon === undefined ? null : 'off' in coupon ? coupon.off : coupon.atMost)

function GrantForm({ benefit }: AttachmentsProps) {
  const { say, language } = useText()
  const { t } = useTranslation()
  const { ownerId } = useClub()
  const [creatorId, setCreatorId] = useState('')
  const [stock, setStock] = useState<number | null>(null)
  const ids = { creator: useId(), stock: useId() }
  const grant = useCommand({
    run: (api, wish: { readonly creatorId: string; readonly stock: number }) =>
      benefitCalls(api, ownerId).grant(benefit.benefitId, wish.creatorId, wish.stock),
    changes: [benefitsKey(ownerId)],
    done: (made) => say('benefits.attach.granted', { name: made.creatorName, n: formatNumber(made.stock, language) }),
    then: () => {
      setCreatorId('')
      setStock(null)
    },
    quiet: true,
  })
  const most = mostOf(benefit)
  const wanted = creatorId.trim()
  return (
    <form
      className={own.form}
      onSubmit={(event) => {
        event.preventDefault()
        if (wanted !== '' && stock !== null) grant.mutate({ creatorId: wanted, stock })
      }}
    >
      {grant.isError && <Wrong>{problemWords(grant.error, t).title}</Wrong>}
      <div className={own.label}>
        <label htmlFor={ids.creator}>{say('benefits.attach.creator')}</label>
        <Input
          id={ids.creator}
          value={creatorId}
          onChange={(event) => setCreatorId(event.target.value)}
          autoComplete="off"
          maxLength={128}
        />
      </div>
      <div className={own.label}>
        <label htmlFor={ids.stock}>{say('benefits.attach.stock')}</label>
        <InputNumber<number>
          id={ids.stock}
          value={stock}
          onChange={setStock}
          min={1}
          max={benefitBounds.stockMost}
          precision={0}
          style={{ width: '100%' }}
        />
        {most !== null && stock !== null && (
          <span>
            {say('benefits.attach.most', { cost: formatMoney({ ...most, value: most.value * stock }, language) })}
          </span>
        )}
      </div>
      <Button htmlType="submit" loading={grant.isPending} disabled={wanted === '' || stock === null}>
        {say('benefits.attach.add')}
      </Button>
    </form>
  )
}
