import { ConfigProvider, Form, InputNumber, Segmented, Select } from 'antd'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { BenefitKind, HonourStyle } from '../../../../src/contract/benefits.ts'
import { BenefitGlyph } from '../../../shared/BenefitGlyph.tsx'
import { useClub } from '../../club.tsx'
import { InstantInput } from '../../parts/InstantInput.tsx'
import { MoneyInput } from '../../parts/MoneyInput.tsx'
import { parseMoney } from '../../../shared/money-text.ts'
import { useText } from '../../text.ts'
import { AttachedField } from './AttachedField.tsx'
import type { Draft } from './benefit-draft.ts'
import styles from './BenefitForm.module.css'
import { benefitBounds, honoursInOrder, isRight, moneyBounds, stylesInOrder } from './kinds.ts'
import { useMoneyRule } from './money-rule.ts'

/** Only what this kind has (BEN-1). */
export function KindFields({ kind }: { readonly kind: BenefitKind }) {
  switch (kind) {
    case 'coupon':
      return <CouponFields />
    case 'honour':
      return <HonourFields />
    case 'product':
      return <ProductsField hint="benefits.form.memberGoodsHint" />
    case 'redPacket':
      return <AmountField />
    case 'service':
    case 'luckyBag':
      return null
  }
}

function AmountField() {
  const { say } = useText()
  const { club } = useClub()
  const money = useMoneyRule()
  return (
    <Form.Item<Draft>
      name="amount"
      label={say('benefits.form.amount')}
      extra={say('benefits.form.amountHint')}
      rules={[money({ most: moneyBounds.packetTotalMost })]}
    >
      <MoneyInput currency={club.currency} />
    </Form.Item>
  )
}

/** Full reduction or a percentage with a maximum; holding for days or until (BEN-6). */
function CouponFields() {
  const { say } = useText()
  const { club } = useClub()
  const money = useMoneyRule()
  const reduction = Form.useWatch<Draft['reduction'] | undefined>('reduction')
  const attached = Form.useWatch<string | undefined>('attached')
  const { currency } = club
  return (
    <>
      <AttachedField />
      <ConfigProvider componentDisabled={attached !== undefined && attached !== ''}>
        <Form.Item<Draft> name="reduction" label={say('benefits.form.reduction')}>
          <Segmented
            options={(['off', 'percent'] as const).map((value) => ({
              value,
              label: say(`benefits.form.reductions.${value}`),
            }))}
          />
        </Form.Item>
        <div className={styles.pair}>
          <Form.Item<Draft>
            name="minimum"
            label={say('benefits.form.minimum')}
            extra={say(reduction === 'percent' ? 'benefits.form.minimumHint' : 'benefits.form.minimumHintOff')}
            rules={[money({ least: reduction === 'percent' ? 0 : 1 })]}
          >
            <MoneyInput currency={currency} />
          </Form.Item>
          {reduction === 'percent' ? (
            <>
              <Form.Item<Draft>
                name="percentOff"
                label={say('benefits.form.percentOff')}
                extra={say('benefits.form.percentHint')}
                rules={[{ required: true, message: say('word.required') }]}
              >
                <InputNumber<number> min={1} max={99} precision={0} suffix="%" style={{ width: '100%' }} />
              </Form.Item>
              <Form.Item<Draft>
                name="atMost"
                label={say('benefits.form.atMost')}
                extra={say('benefits.form.atMostHint')}
                rules={[money()]}
              >
                <MoneyInput currency={currency} />
              </Form.Item>
            </>
          ) : (
            <Form.Item<Draft>
              name="off"
              label={say('benefits.form.off')}
              dependencies={['minimum']}
              rules={[
                money(),
                ({ getFieldValue }) => ({
                  validator: (_, typed: string) => {
                    const off = parseMoney(typed, currency)
                    const minimum = parseMoney(String(getFieldValue('minimum') ?? ''), currency)
                    const odd = off !== null && minimum !== null && off > minimum
                    return odd ? Promise.reject(new Error(say('benefits.form.offOdd'))) : Promise.resolve()
                  },
                }),
              ]}
            >
              <MoneyInput currency={currency} />
            </Form.Item>
          )}
        </div>
        <ValidityFields />
        <ProductsField hint="benefits.form.goodsHint" />
      </ConfigProvider>
    </>
  )
}

function ValidityFields() {
  const { say } = useText()
  const validity = Form.useWatch<Draft['validity'] | undefined>('validity')
  return (
    <div className={styles.pair}>
      <Form.Item<Draft> name="validity" label={say('benefits.form.validity')}>
        <Segmented
          options={(['days', 'until'] as const).map((value) => ({
            value,
            label: say(`benefits.form.validities.${value}`),
          }))}
        />
      </Form.Item>
      {validity === 'until' ? (
        <Form.Item<Draft>
          name="validUntil"
          label={say('benefits.form.validUntil')}
          rules={[{ required: true, message: say('word.required') }]}
        >
          <InstantInput />
        </Form.Item>
      ) : (
        <Form.Item<Draft>
          name="validDays"
          label={say('benefits.form.validDays')}
          rules={[{ required: true, message: say('word.required') }]}
        >
          <InputNumber<number> min={1} max={3_650} precision={0} style={{ width: '100%' }} />
        </Form.Item>
      )}
    </div>
  )
}

const productId = /^[A-Za-z0-9._:@-]{1,128}$/

function ProductsField({ hint }: { readonly hint: 'benefits.form.goodsHint' | 'benefits.form.memberGoodsHint' }) {
  const { say } = useText()
  return <IdsField name="products" label={say('benefits.form.products')} hint={say(hint)} />
}

/** Ids of the platform, typed or pasted. */
function IdsField({
  name,
  label,
  hint,
}: {
  readonly name: 'products' | 'gifts'
  readonly label: string
  readonly hint: string
}) {
  const { say } = useText()
  return (
    <Form.Item<Draft>
      name={name}
      label={label}
      extra={hint}
      rules={[
        {
          validator: (_, ids: readonly string[] = []) => {
            const odd = ids.find((each) => !productId.test(each))
            if (odd !== undefined) return Promise.reject(new Error(say('benefits.form.productOdd', { id: odd })))
            if (ids.length > benefitBounds.productsMost)
              return Promise.reject(new Error(say('benefits.form.productsMost', { n: benefitBounds.productsMost })))
            return Promise.resolve()
          },
        },
      ]}
    >
      <Select
        mode="tags"
        open={false}
        suffixIcon={null}
        tokenSeparators={[' ', ',', ',', '\n']}
        placeholder={say('benefits.form.productsPlaceholder')}
      />
    </Form.Item>
  )
}

/** What a right lets buy; without any it is a label (BEN-1). */
export function GiftsField() {
  const { say } = useText()
  return <IdsField name="gifts" label={say('benefits.form.gifts')} hint={say('benefits.form.giftsHint')} />
}

function HonourFields() {
  const { say } = useText()
  const { t } = useTranslation()
  const { club } = useClub()
  const honour = Form.useWatch<Draft['honour'] | undefined>('honour')
  const offered = honoursInOrder.filter((value) => club.mode === 'live' || !isRight(value))
  return (
    <>
      <Form.Item<Draft> name="honour" label={say('benefits.form.honour')} extra={say('benefits.form.honourHint')}>
        <Select options={offered.map((value) => ({ value, label: t(`benefit.honour.${value}`) }))} />
      </Form.Item>
      {honour !== undefined && isRight(honour) && <GiftsField />}
      <Form.Item<Draft> name="style" label={say('benefits.form.style')}>
        <Looks />
      </Form.Item>
    </>
  )
}

/** The six looks as drawings to choose from; a form's control. */
function Looks({
  value,
  onChange,
}: {
  readonly value?: HonourStyle
  readonly onChange?: (style: HonourStyle) => void
}) {
  const { say } = useText()
  const { t } = useTranslation()
  const group = useId()
  return (
    <div className={styles.looks} role="radiogroup" aria-label={say('benefits.form.style')}>
      {stylesInOrder.map((style) => (
        <label key={style} className={style === value ? styles.lookOn : styles.look}>
          <input type="radio" name={group} checked={style === value} onChange={() => onChange?.(style)} />
          <BenefitGlyph kind="honour" style={style} size={2} />
          {t(`benefit.style.${style}`)}
        </label>
      ))}
    </div>
  )
}
