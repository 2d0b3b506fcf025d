import type { IceServer, Signal } from '../../../src/contract/linking.ts'

/** How the way to another device stands. */
export type Way = 'connecting' | 'good' | 'poor' | 'lost'

/** What the other device says of itself, straight from device to device. */
export interface Told {
  readonly microphone: boolean
  readonly camera: boolean
}

export interface PeerParts {
  readonly iceServers: readonly IceServer[]
  /** of two that speak at once, the polite one gives way (perfect negotiation) */
  readonly polite: boolean
  send(signal: Signal): void
  /** something of `Peer` is new */
  onChange(): void
}

/** The connection to one sitting of one other party. */
export interface Peer {
  readonly stream: MediaStream
  way(): Way
  told(): Told | null
  /** How loud it is there now, 0 to 1. */
  level(): number
  hear(signal: Signal): Promise<void>
  /** What this device sends; null: nothing of that kind */
  show(kind: 'audio' | 'video', track: MediaStreamTrack | null): void
  tell(told: Told): void
  /** New servers, and another way if the old one is lost. */
  renew(iceServers: readonly IceServer[]): void
  /** Loses no words, but finds a new way: the network of this device is another now. */
  restart(): void
  close(): void
}

/** How long a way may be broken before another is looked for: some heal by themselves. */
const BROKEN_MS = 3_000
const LOOK_MS = 2_000
/** Beyond these, words come late or in pieces. */
const POOR_SECONDS = 0.4
const POOR_LOST = 0.08

/**
 * A peer connection that either side may negotiate at any time, by the pattern of «perfect negotiation» (WebRTC 1.0, §10.7): offers that cross are told apart
 * by who is polite, so that no order of messages leaves the two in disagreement.
 */
export function createPeer({ iceServers, polite, send, onChange }: PeerParts): Peer {
  const connection = new RTCPeerConnection({ iceServers: iceServers as RTCIceServer[], bundlePolicy: 'max-bundle' })
  const stream = new MediaStream()
  const words = connection.createDataChannel('state', { negotiated: true, id: 0 })
  const shown: Record<'audio' | 'video', MediaStreamTrack | null> = { audio: null, video: null }
  const senders: Partial<Record<'audio' | 'video', RTCRtpSender>> = {}
  // one side brings the lines of sound and picture, the other takes them over: each bringing its own would double them
  if (!polite)
    for (const kind of ['audio', 'video'] as const)
      senders[kind] = connection.addTransceiver(kind, { direction: 'sendrecv' }).sender
  let begun = !polite
  let makingOffer = false
  let ignoring = false
  let way: Way = 'connecting'
  let told: Told | null = null
  let telling: Told | null = null
  let broken: ReturnType<typeof setTimeout> | undefined
  let lostBefore = 0
  let gotBefore = 0

  const setWay = (next: Way): void => {
    if (next === way) return
    way = next
    onChange()
  }

  connection.onnegotiationneeded = async () => {
    if (!begun) return
    try {
      makingOffer = true
      await connection.setLocalDescription()
      const { localDescription } = connection
      if (localDescription !== null) send({ type: 'offer', sdp: localDescription.sdp })
    } catch {
      // closed meanwhile; a live one is asked again
    } finally {
      makingOffer = false
    }
  }
  connection.onicecandidate = ({ candidate }) => {
    if (candidate === null) return
    const { sdpMid, sdpMLineIndex } = candidate
    send({ type: 'candidate', candidate: candidate.candidate, sdpMid, sdpMLineIndex })
  }
  connection.ontrack = ({ track }) => {
    for (const old of stream.getTracks()) if (old.kind === track.kind && old !== track) stream.removeTrack(old)
    stream.addTrack(track)
    track.onunmute = onChange
    track.onmute = onChange
    onChange()
  }
  connection.onconnectionstatechange = () => {
    clearTimeout(broken)
    const { connectionState: state } = connection
    if (state === 'connected') setWay('good')
    else if (state === 'failed') {
      setWay('lost')
      connection.restartIce()
    } else if (state === 'disconnected') {
      setWay('poor')
      broken = setTimeout(() => {
        setWay('lost')
        connection.restartIce()
      }, BROKEN_MS)
    }
  }
  words.onopen = () => {
    if (telling !== null) words.send(JSON.stringify(telling))
  }
  words.onmessage = ({ data }) => {
    told = readTold(data)
    onChange()
  }

  /** The lines of the first offer carry what this device shows too. */
  function takeOver(): void {
    begun = true
    for (const line of connection.getTransceivers()) {
      const kind = line.receiver.track.kind as 'audio' | 'video'
      line.direction = 'sendrecv'
      senders[kind] = line.sender
      void line.sender.replaceTrack(shown[kind]).catch(() => undefined)
    }
  }

  const look = setInterval(async () => {
    if (connection.connectionState !== 'connected') return
    const { lost, got, seconds } = measure(await connection.getStats())
    const share = (lost - lostBefore) / Math.max(1, lost - lostBefore + got - gotBefore)
    lostBefore = lost
    gotBefore = got
    setWay(seconds > POOR_SECONDS || share > POOR_LOST ? 'poor' : 'good')
  }, LOOK_MS)

  return {
    stream,
    way: () => way,
    told: () => told,
    level() {
      const [sound] = connection.getReceivers().filter(({ track }) => track.kind === 'audio')
      return sound?.getSynchronizationSources()[0]?.audioLevel ?? 0
    },
    async hear(signal) {
      if (signal.type === 'candidate') {
        const { candidate, sdpMid, sdpMLineIndex } = signal
        try {
          await connection.addIceCandidate({ candidate, sdpMid, sdpMLineIndex })
        } catch (error) {
          // those of an offer that was passed over mean nothing here
          if (!ignoring) throw error
        }
        return
      }
      const crossed = signal.type === 'offer' && (makingOffer || connection.signalingState !== 'stable')
      ignoring = !polite && crossed
      if (ignoring) return
      // the answer to an offer that was given up comes too late
      if (signal.type === 'answer' && connection.signalingState !== 'have-local-offer') return
      await connection.setRemoteDescription(signal)
      if (signal.type !== 'offer') return
      if (!begun) takeOver()
      await connection.setLocalDescription()
      const { localDescription } = connection
      if (localDescription !== null) send({ type: 'answer', sdp: localDescription.sdp })
    },
    show(kind, track) {
      shown[kind] = track
      void senders[kind]?.replaceTrack(track).catch(() => undefined)
    },
    tell(next) {
      telling = next
      if (words.readyState === 'open') words.send(JSON.stringify(next))
    },
    renew(next) {
      connection.setConfiguration({ ...connection.getConfiguration(), iceServers: next as RTCIceServer[] })
      if (way === 'lost') connection.restartIce()
    },
    restart: () => connection.restartIce(),
    close() {
      clearTimeout(broken)
      clearInterval(look)
      connection.close()
    },
  }
}

/** Another page may be another version: whatever is not a word of ours is none. */
function readTold(data: unknown): Told | null {
  if (typeof data !== 'string' || data.length > 200) return null
  try {
    const { microphone, camera } = JSON.parse(data) as Record<string, unknown>
    return { microphone: microphone === true, camera: camera === true }
  } catch {
    return null
  }
}

function measure(report: RTCStatsReport): { lost: number; got: number; seconds: number } {
  let lost = 0
  let got = 0
  let seconds = 0
  for (const one of report.values() as MapIterator<Record<string, unknown>>) {
    if (one['type'] === 'inbound-rtp') {
      lost += Number(one['packetsLost'] ?? 0)
      got += Number(one['packetsReceived'] ?? 0)
    } else if (one['type'] === 'candidate-pair' && one['nominated'] === true && one['state'] === 'succeeded')
      seconds = Math.max(seconds, Number(one['currentRoundTripTime'] ?? 0))
  }
  return { lost, got, seconds }
}
