import { formatZone } from '../../../../shared/format.ts'
import { InstantInput } from '../../../parts/InstantInput.tsx'
import { useText } from '../../../text.ts'
import { AskFields } from './AskFields.tsx'
import { BenefitPicker } from './BenefitPicker.tsx'
import type { FieldsProps } from './fields.ts'
import { Labelled } from './Labelled.tsx'
import { MediaField } from './MediaField.tsx'
import { PacketFields } from './PacketFields.tsx'
import { ProductFields } from './ProductFields.tsx'
import { ReviewFields } from './ReviewFields.tsx'
import { TextField } from './TextField.tsx'

/** What a kind asks for, and no more. */
export function KindFields(props: FieldsProps) {
  const { kind, draft, set, groupId, now } = props
  const { say, language } = useText()
  switch (kind) {
    case 'text':
    case 'notice':
      return <TextField {...props} label={say('groups.compose.text')} />
    case 'picture':
    case 'video':
      return (
        <MediaField kind={kind} groupId={groupId} value={draft.media} onChange={(media) => set({ media })}>
          <TextField {...props} label={say('groups.compose.textOptional')} />
        </MediaField>
      )
    case 'product':
      return (
        <>
          <ProductFields product={draft.product} onChange={(product) => set({ product })} />
          <TextField {...props} label={say('groups.compose.textOptional')} />
        </>
      )
    case 'coupon':
      return (
        <>
          <BenefitPicker value={draft.benefitId} onChange={(benefitId) => set({ benefitId })} />
          <TextField {...props} label={say('groups.compose.textOptional')} />
        </>
      )
    case 'redPacket':
      return <PacketFields {...props} />
    case 'livePreview':
      return (
        <>
          <Labelled label={say('groups.compose.startsAt')} hint={formatZone(language)}>
            {(id) => (
              <InstantInput id={id} value={draft.startsAt} from={now} onChange={(startsAt) => set({ startsAt })} />
            )}
          </Labelled>
          <TextField {...props} label={say('groups.compose.text')} />
        </>
      )
    case 'poll':
    case 'productVote':
    case 'topicCall':
    case 'musicCall':
      return <AskFields {...props} />
    case 'reviewCall':
      return <ReviewFields {...props} />
  }
}
