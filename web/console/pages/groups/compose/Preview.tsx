import type { MessageFace } from '../../../../shared/message/MessageBody.tsx'
import { MessageBody } from '../../../../shared/message/MessageBody.tsx'
import { useClub } from '../../../club.tsx'
import { useText } from '../../../text.ts'
import styles from './Compose.module.css'

/** The message as it will stand on a member's phone: the same cards as there. */
export function Preview({
  title,
  face,
  empty,
}: {
  readonly title: string
  readonly face: MessageFace
  readonly empty: boolean
}) {
  const { say } = useText()
  const { club } = useClub()
  return (
    <figure className={styles.phone}>
      <figcaption className={styles.caption}>{say('groups.compose.preview')}</figcaption>
      <div className={styles.screen} data-testid="preview">
        <div className={styles.bar}>{title}</div>
        <div className={styles.chat}>
          {empty ? (
            <p className={styles.caption}>{say('groups.compose.previewEmpty')}</p>
          ) : (
            <div className={styles.said}>
              <span className={styles.avatar} aria-hidden="true">
                {[...club.name][0]}
              </span>
              <div className={styles.words}>
                <span className={styles.name}>{club.name}</span>
                <MessageBody message={face} own={false} />
              </div>
            </div>
          )}
        </div>
      </div>
    </figure>
  )
}
