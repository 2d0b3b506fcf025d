import { Input } from 'antd'

interface MoneyInputProps {
  readonly currency: string
  readonly id?: string
  readonly value?: string
  readonly onChange?: (typed: string) => void
  readonly autoFocus?: boolean
  readonly placeholder?: string
}

/** An amount as one types it, in yuan; a form's control. What it is in fen `parseMoney` says, without a float on the way. */
export function MoneyInput({ currency, onChange, value = '', ...rest }: MoneyInputProps) {
  return (
    <Input
      {...rest}
      value={value}
      onChange={(event) => onChange?.(event.target.value)}
      prefix={signOf(currency)}
      inputMode="decimal"
      autoComplete="off"
      maxLength={20}
    />
  )
}

const signOf = (currency: string): string =>
  new Intl.NumberFormat('zh-CN', { style: 'currency', currency, currencyDisplay: 'narrowSymbol' })
    .formatToParts(0)
    .find(({ type }) => type === 'currency')?.value ?? currency
