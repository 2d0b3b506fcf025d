import { Button } from 'antd'
import { useEffect, useRef, useState, type ClipboardEvent, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useQuery } from '@tanstack/react-query'
import type { MediaKind, MediaView } from '../../../../../src/contract/media.ts'
import { answerOf } from '../../../../shared/api.ts'
import { useApi } from '../../../../shared/connection.tsx'
import { problemWords } from '../../../../shared/problem.ts'
import { uploadMedia } from '../../../../shared/upload.ts'
import { useClub } from '../../../club.tsx'
import { Note, Wrong } from '../../../parts/Wrong.tsx'
import { useText } from '../../../text.ts'
import { pastedPictures } from '../../../../shared/pasted-pictures.ts'
import styles from './Compose.module.css'
import { mediumOf } from './draft.ts'

interface MediaFieldProps {
  readonly kind: 'picture' | 'video'
  /** a group of the owner: what is sent for one can be posted to all of them */
  readonly groupId: string | null
  readonly value: MediaView | null
  readonly onChange: (media: MediaView | null) => void
  /** what is said with it */
  readonly children: ReactNode
}

/** A picture, pasted as a screenshot (GRP-8), or a video from the computer: sent at once, so that the preview is what fans get. */
export function MediaField({ kind, groupId, value, onChange, children }: MediaFieldProps) {
  const { say } = useText()
  const { t } = useTranslation()
  const { ownerId } = useClub()
  const api = useApi()
  const input = useRef<HTMLInputElement>(null)
  const sending = useRef<AbortController | null>(null)
  const [progress, setProgress] = useState<number | null | undefined>(undefined)
  const [error, setError] = useState<unknown>(null)
  const limits = useQuery({
    queryKey: ['mediaLimits'],
    queryFn: () => answerOf(api.GET('/v1/media-limits', {})),
    staleTime: Infinity,
  })
  useEffect(() => () => sending.current?.abort(), [])
  if (kind === 'video' && limits.data?.video.available === false)
    return (
      <>
        <Note title={say('groups.compose.noVideo')}>{say('groups.compose.noVideoHint')}</Note>
        {children}
      </>
    )
  const choose = async (file: File | undefined, as: MediaKind) => {
    if (file === undefined || groupId === null) return
    const controller = new AbortController()
    sending.current = controller
    setError(null)
    setProgress(0)
    try {
      const wish = { as: 'desk', groupId, from: ownerId, kind: as, bytes: file } as const
      onChange(await uploadMedia(api, wish, setProgress, controller.signal))
    } catch (thrown) {
      if (!controller.signal.aborted) setError(thrown)
    } finally {
      if (!controller.signal.aborted) setProgress(undefined)
    }
  }
  // into the words beside it, too: they are one message
  const onPaste = (event: ClipboardEvent) => {
    const file = kind === 'picture' ? pastedPictures(event.clipboardData)[0] : undefined
    if (file === undefined) return
    event.preventDefault()
    void choose(file, 'screenshot')
  }
  const chosen = mediumOf(kind, { media: value }) !== null
  return (
    <div className={styles.fields} onPaste={onPaste}>
      <div className={styles.media}>
        <input
          ref={input}
          type="file"
          className="tf-hidden"
          tabIndex={-1}
          aria-label={say(`groups.compose.choose.${kind}`)}
          accept={kind === 'picture' ? 'image/*' : 'video/mp4,video/quicktime,video/webm'}
          onChange={(event) => {
            void choose(event.target.files?.[0], kind)
            event.target.value = ''
          }}
        />
        <Button loading={progress !== undefined} disabled={groupId === null} onClick={() => input.current?.click()}>
          {progress === undefined
            ? say(chosen ? 'groups.compose.chooseOther' : `groups.compose.choose.${kind}`)
            : progress === null
              ? say('groups.compose.decoding')
              : say('groups.compose.uploading', { n: Math.round(progress * 100) })}
        </Button>
        <p className={styles.hint}>
          {say(`groups.compose.mediaHint.${kind}`, { seconds: limits.data?.pickedSecondsMost ?? 60 })}
        </p>
        {error !== null && <Wrong>{problemWords(error, t).title}</Wrong>}
      </div>
      {children}
    </div>
  )
}
