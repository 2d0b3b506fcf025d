import { Form, Select } from 'antd'
import { tiers } from '../../../../src/contract/words.ts'
import { useText } from '../../text.ts'

const levels = Array.from({ length: 20 }, (_, index) => index + 1)

/** From which level or tier on, for whom it was said that one of them counts; nothing for others. */
export function LevelOrTier({ who }: { readonly who: string | undefined }) {
  const { say } = useText()
  if (who === 'level')
    return (
      <Form.Item name="level" label={say('benefits.form.level')}>
        <Select
          virtual={false}
          options={levels.map((level) => ({ value: level, label: say('benefits.form.levelFrom', { level }) }))}
        />
      </Form.Item>
    )
  if (who !== 'tier') return null
  return (
    <Form.Item name="tier" label={say('benefits.form.tier')}>
      <Select
        virtual={false}
        options={tiers.map((value) => ({
          value,
          label: say('benefits.form.tierFrom', { tier: say(`tier.${value}`) }),
        }))}
      />
    </Form.Item>
  )
}
