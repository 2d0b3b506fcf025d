import { Select } from 'antd'
import { Failed } from '../../../../shared/states.tsx'
import { useClub } from '../../../club.tsx'
import { useBenefits } from '../../../data/benefits.ts'
import { useText } from '../../../text.ts'
import { Labelled } from './Labelled.tsx'

interface BenefitPickerProps {
  readonly value: string | null
  readonly onChange: (benefitId: string) => void
}

/** A coupon that the club offers now; there is none without one. */
export function BenefitPicker({ value, onChange }: BenefitPickerProps) {
  const { say } = useText()
  const { ownerId } = useClub()
  const benefits = useBenefits(ownerId, 'open')
  const options = (benefits.data?.items ?? [])
    .filter(({ kind }) => kind === 'coupon')
    .map(({ benefitId, name }) => ({ value: benefitId, label: name }))
  return (
    <Labelled label={say('groups.compose.coupon')} hint={say('groups.compose.couponHint')}>
      {(id) => (
        <Select<string>
          id={id}
          showSearch={{ optionFilterProp: 'label' }}
          value={value}
          onChange={onChange}
          options={options}
          loading={benefits.isPending}
          placeholder={say('groups.compose.couponChoose')}
          notFoundContent={
            benefits.isError ? (
              <Failed error={benefits.error} onRetry={() => void benefits.refetch()} />
            ) : (
              say('groups.compose.noCoupons')
            )
          }
          style={{ width: '100%' }}
        />
      )}
    </Labelled>
  )
}
