import { Button } from 'antd'
import { useState } from 'react'
import { Link, useParams } from 'react-router'
import { formatDateTime } from '../../../shared/format.ts'
import { useClub } from '../../club.tsx'
import { useRooms } from '../../data/rooms.ts'
import { Mark } from '../../parts/Chip.tsx'
import { Loaded } from '../../parts/Loaded.tsx'
import { Panel } from '../../parts/Page.tsx'
import { Row, Rows } from '../../parts/Rows.tsx'
import { useText } from '../../text.ts'
import { ConnectDialog } from './rooms/ConnectDialog.tsx'
import { OneRoom } from './rooms/OneRoom.tsx'

/** Connections: the list, or one of them with its address, deliveries, replay and test (screens.md Console 6). */
export function Component() {
  const { connectionId } = useParams()
  return connectionId === undefined ? <RoomList /> : <OneRoom key={connectionId} roomConnectionId={connectionId} />
}

function RoomList() {
  const { say, language } = useText()
  const { ownerId } = useClub()
  const rooms = useRooms(ownerId)
  const [connecting, setConnecting] = useState(false)
  return (
    <Panel
      flush
      title={say('rooms.title')}
      hint={say('rooms.lede')}
      actions={<Button onClick={() => setConnecting(true)}>{say('rooms.create')}</Button>}
    >
      <Loaded query={rooms}>
        {(items) => (
          <Rows empty={say('rooms.empty')} hint={say('rooms.emptyHint')}>
            {items.map((room) => (
              <Row
                key={room.roomConnectionId}
                title={
                  <>
                    <Link to={room.roomConnectionId}>{room.name}</Link>
                    <Mark>{say(`rooms.platforms.${room.platform}`)}</Mark>
                    {room.status === 'off' && <Mark tone="warn">{say('rooms.off')}</Mark>}
                  </>
                }
                hint={
                  room.lastDeliveryAt === null
                    ? say('rooms.never')
                    : say('rooms.lastSeen', { at: formatDateTime(room.lastDeliveryAt, language) })
                }
                end={
                  <>
                    {room.refusals > 0 && <Mark tone="bad">{say('rooms.refused', { n: room.refusals })}</Mark>}
                    {room.failedOrders > 0 && (
                      <Mark tone="bad">{say('rooms.failedOrders', { n: room.failedOrders })}</Mark>
                    )}
                    <Link to={room.roomConnectionId}>{say('rooms.open')}</Link>
                  </>
                }
              />
            ))}
          </Rows>
        )}
      </Loaded>
      <ConnectDialog open={connecting} onClose={() => setConnecting(false)} />
    </Panel>
  )
}
