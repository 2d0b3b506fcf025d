import {
  bilibiliSettings,
  doudianSettings,
  douyinSettings,
  type Delivery,
  type Mapped,
  type Secrets,
  type Unreadable,
} from '../contract/room-forms.ts'
import { mapBilibili, verifyBilibili } from './bilibili-live.ts'
import { mapDoudian, verifyDoudian } from './doudian-shop.ts'
import { mapDouyin, verifyDouyin } from './douyin-live.ts'
import type { SecretBox } from './secret-box.ts'
import type { StoredConnection } from './store.ts'

/** The secrets that may have signed: the present ones, and the ones before while their grace lasts. Null: the deployment's key is another one. */
export function openSecrets(box: SecretBox, connection: StoredConnection, realNow: number): readonly Secrets[] | null {
  const present = box.open(connection.sealedSecrets, connection.connectionId)
  if (present === null) return null
  const graceful = connection.previousSecrets !== null && (connection.previousUntil ?? 0) > realNow
  const previous = graceful ? box.open(connection.previousSecrets, connection.connectionId) : null
  return previous === null ? [present] : [present, previous]
}

/** True when the platform (or the owner's forwarder) really sent it. */
export function verify(
  connection: StoredConnection,
  delivery: Delivery,
  secrets: readonly Secrets[],
  realNow: number,
): boolean {
  switch (connection.platform) {
    case 'douyinLive':
      return verifyDouyin(delivery, secrets, douyinSettings.parse(connection.settings), realNow)
    case 'bilibiliLive':
      return verifyBilibili(delivery, secrets, bilibiliSettings.parse(connection.settings), realNow)
    case 'doudianShop':
      return verifyDoudian(delivery, secrets, doudianSettings.parse(connection.settings))
  }
}

/** What a verified delivery means. */
export function mapDelivery(connection: StoredConnection, delivery: Delivery): Mapped | Unreadable {
  switch (connection.platform) {
    case 'douyinLive':
      return mapDouyin(delivery, connection, douyinSettings.parse(connection.settings))
    case 'bilibiliLive':
      return mapBilibili(delivery, connection, bilibiliSettings.parse(connection.settings))
    case 'doudianShop':
      return mapDoudian(delivery, doudianSettings.parse(connection.settings))
  }
}
