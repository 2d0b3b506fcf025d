import { Button } from 'antd'
import { useState } from 'react'
import type { z } from 'zod'
import type { deliveryView } from '../../../../../src/contract/room-views.ts'
import { answerOf } from '../../../../shared/api.ts'
import { formatDateTime, formatNumber } from '../../../../shared/format.ts'
import { useClub } from '../../../club.tsx'
import { useCommand } from '../../../data/use-command.ts'
import { Mark } from '../../../parts/Chip.tsx'
import { Payload } from '../../../parts/Payload.tsx'
import { Row } from '../../../parts/Rows.tsx'
import { useText } from '../../../text.ts'
import styles from './DeliveryRow.module.css'

type Delivery = z.infer<typeof deliveryView>
const tones = { accepted: 'good', pending: 'warn', unavailable: 'warn', unreadable: 'bad', refused: 'bad' } as const

/** One delivery: when, what became of its messages, its payload, and a replay where it was genuine. */
export function DeliveryRow({
  roomConnectionId,
  delivery,
}: {
  readonly roomConnectionId: string
  readonly delivery: Delivery
}) {
  const { say, language } = useText()
  const { ownerId } = useClub()
  const [open, setOpen] = useState(false)
  const { deliveryId } = delivery
  const replay = useCommand({
    run: (api) =>
      answerOf(
        api.POST('/v1/clubs/{ownerId}/rooms/{roomConnectionId}/deliveries/{deliveryId}/replay', {
          params: { path: { ownerId, roomConnectionId, deliveryId } },
        }),
      ),
    changes: [['club', ownerId, 'rooms']],
    done: () => say('rooms.replayed'),
  })
  return (
    <Row
      title={
        <>
          {formatDateTime(delivery.receivedAt, language)}{' '}
          <Mark tone={tones[delivery.status]}>{say(`rooms.status.${delivery.status}`)}</Mark>
        </>
      }
      hint={
        <>
          {delivery.note !== null && `${delivery.note} · `}
          <Codes codes={delivery.codes} />
        </>
      }
      end={
        <>
          <Button onClick={() => setOpen(!open)} aria-expanded={open}>
            {say('rooms.payload')}
          </Button>
          {delivery.status !== 'refused' && (
            <Button loading={replay.isPending} onClick={() => replay.mutate(undefined)}>
              {say('rooms.replay')}
            </Button>
          )}
        </>
      }
    >
      {open && (
        <div className={styles.opened}>
          <Payload>
            {Object.entries(delivery.headers)
              .map(([name, value]) => `${name}: ${value}`)
              .join('\n')}
            {'\n\n'}
            {delivery.body === '' ? say('rooms.noPayload') : pretty(delivery.body)}
            {delivery.truncated && '\n…'}
          </Payload>
        </div>
      )}
    </Row>
  )
}

/** Messages by what became of them: 已计入 12, 重复 3, 丢弃 (测试消息) 1. */
export function Codes({ codes }: { readonly codes: Readonly<Record<string, number>> }) {
  const { say, language } = useText()
  const words = Object.entries(codes).map(([code, count]) => `${codeWords(code)} ${formatNumber(count, language)}`)
  return <span className={styles.codes}>{words.length === 0 ? say('rooms.noCodes') : words.join(' · ')}</span>

  function codeWords(code: string): string {
    const [outcome = '', reason] = code.split(':')
    const known = ['applied', 'duplicate', 'waiting', 'ignored', 'rejected', 'dropped', 'join', 'leave'] as const
    const word = known.find((name) => name === outcome)
    const said = word === undefined ? outcome : say(`rooms.code.${word}`)
    return reason === undefined ? said : `${said} (${reason})`
  }
}

/** Indents a JSON body without reading its numbers, so that big integers stay as they came. */
function pretty(body: string): string {
  let depth = 0
  let inText = false
  let out = ''
  for (let index = 0; index < body.length; index += 1) {
    const letter = body[index] ?? ''
    if (inText) {
      out += letter
      if (letter === '\\') {
        index += 1
        out += body[index] ?? ''
      } else if (letter === '"') inText = false
    } else if (letter === '"') {
      inText = true
      out += letter
    } else if (letter === '{' || letter === '[') {
      depth += 1
      out += `${letter}\n${'  '.repeat(depth)}`
    } else if (letter === '}' || letter === ']') {
      depth = Math.max(0, depth - 1)
      out += `\n${'  '.repeat(depth)}${letter}`
    } else if (letter === ',') out += `,\n${'  '.repeat(depth)}`
    else if (letter === ':') out += ': '
    else if (letter.trim() !== '') out += letter
  }
  return out
}
