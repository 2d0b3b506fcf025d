import { App, Button, Modal } from 'antd'
import { useState } from 'react'
import { Link, useNavigate } from 'react-router'
import type { RoomView } from '../../../../../src/contract/room-views.ts'
import { answerOf } from '../../../../shared/api.ts'
import { formatDateTime, formatNumber } from '../../../../shared/format.ts'
import { keyed, useOnce } from '../../../../shared/use-once.ts'
import { useClub } from '../../../club.tsx'
import { useDeliveries, useRoom } from '../../../data/rooms.ts'
import { useCommand } from '../../../data/use-command.ts'
import { Mark } from '../../../parts/Chip.tsx'
import { Copyable } from '../../../parts/Copyable.tsx'
import { Loaded } from '../../../parts/Loaded.tsx'
import { Panel } from '../../../parts/Page.tsx'
import { Row, Rows } from '../../../parts/Rows.tsx'
import { useText } from '../../../text.ts'
import { Codes, DeliveryRow } from './DeliveryRow.tsx'
import { Pasting } from './Pasting.tsx'

/** One connection: its address, what its messages came to, its last deliveries. */
export function OneRoom({ roomConnectionId }: { readonly roomConnectionId: string }) {
  const { say } = useText()
  const { ownerId } = useClub()
  const room = useRoom(ownerId, roomConnectionId)
  const deliveries = useDeliveries(ownerId, roomConnectionId)
  return (
    <>
      <Link to={`/clubs/${encodeURIComponent(ownerId)}/settings/rooms`}>{`‹ ${say('rooms.back')}`}</Link>
      <Loaded query={room}>{(known) => <RoomPanel room={known} />}</Loaded>
      <Panel flush title={say('rooms.deliveries')}>
        <Loaded query={deliveries}>
          {(items) => (
            <Rows empty={say('rooms.deliveriesEmpty')} hint={say('rooms.deliveriesEmptyHint')}>
              {items.map((delivery) => (
                <DeliveryRow key={delivery.deliveryId} roomConnectionId={roomConnectionId} delivery={delivery} />
              ))}
            </Rows>
          )}
        </Loaded>
      </Panel>
    </>
  )
}

function RoomPanel({ room }: { readonly room: RoomView }) {
  const { say, language } = useText()
  return (
    <Panel
      title={
        <span style={{ display: 'inline-flex', gap: '0.5rem', flexWrap: 'wrap' }}>
          {room.name}
          <Mark>{say(`rooms.platforms.${room.platform}`)}</Mark>
          {room.status === 'off' && <Mark tone="warn">{say('rooms.off')}</Mark>}
        </span>
      }
      hint={
        room.lastDeliveryAt === null
          ? say('rooms.never')
          : say('rooms.lastSeen', { at: formatDateTime(room.lastDeliveryAt, language) })
      }
      actions={<RoomActions room={room} />}
    >
      <div style={{ display: 'grid', gap: '1rem' }}>
        <Copyable label={say('rooms.address')} value={room.address} />
        <Codes codes={room.codes} />
        {room.waitingOrders + room.failedOrders > 0 && <OrdersWaiting room={room} />}
        {room.previousSecretsUntil !== null && (
          <p style={{ color: 'var(--text-2)' }}>
            {say('rooms.previousUntil', { at: formatDateTime(room.previousSecretsUntil, language) })}
          </p>
        )}
        {room.refusals > 0 && room.lastRefusalAt !== null && (
          <p style={{ color: 'var(--bad)' }}>
            {say('rooms.lastRefusal', {
              n: formatNumber(room.refusals, language),
              at: formatDateTime(room.lastRefusalAt, language),
            })}
          </p>
        )}
      </div>
    </Panel>
  )
}

function OrdersWaiting({ room }: { readonly room: RoomView }) {
  const { say } = useText()
  const { ownerId } = useClub()
  const { roomConnectionId } = room
  const retry = useCommand({
    run: (api) =>
      answerOf(
        api.POST('/v1/clubs/{ownerId}/rooms/{roomConnectionId}/pending/retry', {
          params: { path: { ownerId, roomConnectionId } },
        }),
      ),
    changes: [['club', ownerId, 'rooms']],
    done: (answer) => say('rooms.asked', { n: answer.asked }),
  })
  return (
    <Row
      title={say('rooms.orders', { waiting: room.waitingOrders, failed: room.failedOrders })}
      end={
        <Button loading={retry.isPending} onClick={() => retry.mutate(undefined)}>
          {say('rooms.askAgain')}
        </Button>
      }
    />
  )
}

function RoomActions({ room }: { readonly room: RoomView }) {
  const { say } = useText()
  const { ownerId } = useClub()
  const { modal } = App.useApp()
  const navigate = useNavigate()
  const [secrets, setSecrets] = useState<Readonly<Record<string, string>> | null>(null)
  const path = { ownerId, roomConnectionId: room.roomConnectionId }
  const changes = [['club', ownerId, 'rooms']]
  const test = useCommand({
    run: (api) =>
      answerOf(api.POST('/v1/clubs/{ownerId}/rooms/{roomConnectionId}/test', { params: { path }, body: {} })),
    changes,
    done: (answer) =>
      say(answer.verified ? 'rooms.tested' : 'rooms.testFailed', {
        n: answer.events.length + answer.joins.length + answer.leaves.length,
      }),
  })
  const once = useOnce()
  const rotate = useCommand({
    // a second one would end the secrets that still hold beside the first
    run: (api) =>
      once({}, (body, key) =>
        answerOf(
          api.POST('/v1/clubs/{ownerId}/rooms/{roomConnectionId}/secrets', {
            params: { path, header: keyed(key) },
            body,
          }),
        ),
      ),
    changes,
    then: (answer) => setSecrets(answer.secrets),
  })
  const turn = useCommand({
    run: (api, status: 'on' | 'off') =>
      answerOf(api.PATCH('/v1/clubs/{ownerId}/rooms/{roomConnectionId}', { params: { path }, body: { status } })),
    changes,
  })
  const remove = useCommand({
    run: (api) => answerOf(api.DELETE('/v1/clubs/{ownerId}/rooms/{roomConnectionId}', { params: { path } })),
    changes: [],
    done: () => say('rooms.removed'),
    then: () => void navigate(`/clubs/${encodeURIComponent(ownerId)}/settings/rooms`),
  })
  const ask = () =>
    void modal.confirm({
      icon: null,
      title: say('rooms.removeTitle', { name: room.name }),
      content: say('rooms.removeBody'),
      okText: say('rooms.remove'),
      okButtonProps: { danger: true },
      cancelText: say('word.cancel'),
      onOk: () => remove.mutateAsync(undefined).catch(() => undefined),
    })
  return (
    <div style={{ display: 'flex', flexWrap: 'wrap', gap: '0.5rem' }}>
      <Button loading={test.isPending} onClick={() => test.mutate(undefined)}>
        {say('rooms.test')}
      </Button>
      {room.platform !== 'doudianShop' && (
        <Button loading={rotate.isPending} onClick={() => rotate.mutate(undefined)}>
          {say('rooms.rotate')}
        </Button>
      )}
      <Button loading={turn.isPending} onClick={() => turn.mutate(room.status === 'on' ? 'off' : 'on')}>
        {say(room.status === 'on' ? 'rooms.turnOff' : 'rooms.turnOn')}
      </Button>
      <Button danger onClick={ask}>
        {say('rooms.remove')}
      </Button>
      <Modal
        open={secrets !== null}
        title={say('rooms.rotated')}
        onCancel={() => setSecrets(null)}
        onOk={() => setSecrets(null)}
        okText={say('rooms.saved')}
        cancelButtonProps={{ style: { display: 'none' } }}
        mask={{ closable: false }}
      >
        {secrets !== null && <Pasting secrets={secrets} />}
      </Modal>
    </div>
  )
}
