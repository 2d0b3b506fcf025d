import { createHmac } from 'node:crypto'
import { linkLimits, type IceServer, type RelaySettings } from '../contract/linking.ts'
import { HOUR, SECOND } from '../lib/time.ts'

/**
 * Servers for one party, with credentials by the TURN REST scheme: the user name says until when it holds, the password is its HMAC-SHA1.
 * @param who no name of a person: the TURN server logs it
 * @param realNow UTC ms of the machine, since the TURN server has no other clock
 */
export function iceServersFor(settings: RelaySettings, who: string, realNow: number): IceServer[] {
  const { stunUrls, turnUrls, turnSecret } = settings
  const stun = stunUrls.length === 0 ? [] : [{ urls: [...stunUrls] }]
  if (turnUrls.length === 0 || turnSecret === null) return stun
  const username = `${Math.floor((realNow + linkLimits.relayHours * HOUR) / SECOND)}:${who}`
  const credential = createHmac('sha1', turnSecret).update(username).digest('base64')
  return [...stun, { urls: [...turnUrls], username, credential }]
}
