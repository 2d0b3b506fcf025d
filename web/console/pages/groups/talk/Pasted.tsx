import { Button } from 'antd'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { GroupView } from '../../../../../src/contract/groups.ts'
import type { MediaView } from '../../../../../src/contract/media.ts'
import { problemWords } from '../../../../shared/problem.ts'
import { uploadMedia } from '../../../../shared/upload.ts'
import { useOnce } from '../../../../shared/use-once.ts'
import { useClub } from '../../../club.tsx'
import { groupsKey, oneGroupCalls, type SubGroup } from '../../../data/groups.ts'
import { useCommand } from '../../../data/use-command.ts'
import { Wrong } from '../../../parts/Wrong.tsx'
import { useText } from '../../../text.ts'
import styles from './AnswerBox.module.css'

interface PastedProps {
  readonly group: GroupView
  readonly subGroup: SubGroup | null
  readonly file: File
  /** an address of this page at which it is shown */
  readonly preview: string
  readonly onDone: () => void
  readonly onSaid: () => void
}

/** A picture that was pasted, seen before it goes out as a screenshot (GRP-8). */
export function Pasted({ group, subGroup, file, preview, onDone, onSaid }: PastedProps) {
  const { say } = useText()
  const { t } = useTranslation()
  const { ownerId } = useClub()
  const once = useOnce()
  /** sent again, it is not uploaded again */
  const uploaded = useRef<MediaView | null>(null)
  const { groupId } = group
  const send = useCommand({
    run: async (api, place: { readonly subGroupId?: string }) => {
      const wish = { as: 'desk', groupId, from: ownerId, kind: 'screenshot', bytes: file } as const
      uploaded.current ??= await uploadMedia(api, wish, () => undefined)
      const { mediaId } = uploaded.current
      return once({ from: ownerId, kind: 'screenshot' as const, mediaId, ...place }, (message, sendId) =>
        oneGroupCalls(api, groupId).say({ ...message, sendId }),
      )
    },
    changes: [groupsKey(ownerId, 'desk')],
    then: () => {
      onDone()
      onSaid()
    },
    quiet: true,
  })
  return (
    <>
      {send.isError && <Wrong>{problemWords(send.error, t).title}</Wrong>}
      <div className={styles.pasted}>
        <img src={preview} alt={t('message.screenshot')} className={styles.preview} />
        <Button
          type="primary"
          size="small"
          loading={send.isPending}
          onClick={() => send.mutate(subGroup === null ? {} : { subGroupId: subGroup.subGroupId })}
        >
          {say('groups.talk.sendPasted')}
        </Button>
        <Button size="small" disabled={send.isPending} onClick={onDone}>
          {say('groups.talk.dropPasted')}
        </Button>
      </div>
    </>
  )
}
