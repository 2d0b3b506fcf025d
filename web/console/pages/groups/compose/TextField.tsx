import { Input } from 'antd'
import { useText } from '../../../text.ts'
import { messageBounds } from '../bounds.ts'
import type { FieldsProps } from './fields.ts'
import { Labelled } from './Labelled.tsx'

/** What is said with it, or is all that is said. */
export function TextField({ kind, draft, set, label }: FieldsProps & { readonly label: string }) {
  const { say } = useText()
  return (
    <Labelled label={label} {...(kind === 'notice' ? { hint: say('groups.compose.strong') } : {})}>
      {(id) => (
        <Input.TextArea
          id={id}
          value={draft.text}
          onChange={(event) => set({ text: event.target.value })}
          autoSize={{ minRows: kind === 'text' || kind === 'notice' ? 4 : 2, maxRows: 12 }}
          maxLength={messageBounds.textMost}
          showCount
        />
      )}
    </Labelled>
  )
}
