import type { IceServer, LinkSeat, LinkView, SignalView } from '../../../src/contract/linking.ts'
import { answerOf, type Api } from '../api.ts'
import { codeOf } from '../problem.ts'
import type { Live } from '../stream.ts'
import { linkTopic } from '../topics.ts'
import { closeMedia, openMedia, reopen, type OwnMedia, type SenseState } from './media.ts'
import { createPeer, type Peer, type Told, type Way } from './peer.ts'
import { createPost, type Post } from './post.ts'

/** As the server asks for (linkLimits.presenceSeconds). */
const PRESENCE_MS = 15_000
/** The server's word on hanging up; without it, it misses who left by his presence. */
const LEAVE_MS = 10_000
/** A page of signals (linkLimits.signalsRead). */
const PAGE = 100

/** One of the others. */
export interface Other {
  readonly party: number
  readonly stream: MediaStream | null
  readonly way: Way
  readonly told: Told | null
  /** how loud it is there now, 0 to 1 */
  readonly level: () => number
}

export interface CallState {
  /** moved: another device of the same person has the place; lost: the server says it is over, or cannot be asked */
  readonly phase: 'joining' | 'in' | 'over' | 'moved' | 'failed'
  readonly link: LinkView
  readonly own: { readonly stream: MediaStream; readonly microphone: SenseState; readonly camera: SenseState } | null
  /** by party; only those who are in */
  readonly others: ReadonlyMap<number, Other>
  /** why joining failed */
  readonly problem: unknown
  /** on this device's clock (`performance.now`), when the first fan came; null: nobody has */
  readonly activeSince: number | null
}

/** One device's part in a link, from its joining to its end. */
export interface Call {
  readonly linkId: string
  state(): CallState
  onChange(listener: () => void): () => void
  toggle(sense: 'microphone' | 'camera'): Promise<void>
  flip(): Promise<void>
  /** Lets go of devices and connections at once, then tells the server. */
  hangUp(): Promise<void>
  /** Lets go of devices and connections; the server hears nothing of it. */
  close(): void
}

interface CallParts {
  readonly api: Api
  readonly live: Live
  readonly link: LinkView
  /** the fan's id, or the owner's for the owner's side */
  readonly from: string
  /** what starting or joining answered already; null: joined here */
  readonly seat: LinkSeat | null
}

/** Takes part in a link: media, connections to the others, signals both ways, and words of presence. */
export function createCall({ api, live, link: begun, from, seat: given }: CallParts): Call {
  const { linkId } = begun
  const path = { path: { linkId } }
  const listeners = new Set<() => void>()
  const peers = new Map<number, { readonly sitting: number; readonly peer: Peer }>()
  let media: OwnMedia | null = null
  let post: Post | null = null
  let seat: LinkSeat | null = null
  let iceServers: readonly IceServer[] = []
  let read = 0
  let reading: Promise<void> | null = null
  let readAgain = false
  let stopHearing: (() => void) | null = null
  let timer: ReturnType<typeof setInterval> | undefined
  let state: CallState = {
    phase: 'joining',
    link: begun,
    own: null,
    others: new Map(),
    problem: null,
    activeSince: null,
  }

  const set = (next: Partial<CallState>): void => {
    state = { ...state, ...next }
    for (const listener of listeners) listener()
  }
  const show = (): void =>
    set({
      own: media === null ? null : { stream: media.stream, microphone: media.microphone, camera: media.camera },
      others: new Map(
        [...peers].map(([party, { peer }]) => [
          party,
          { party, stream: peer.stream, way: peer.way(), told: peer.told(), level: peer.level },
        ]),
      ),
    })

  function release(): void {
    clearInterval(timer)
    stopHearing?.()
    post?.close()
    for (const { peer } of peers.values()) peer.close()
    peers.clear()
    if (media !== null) closeMedia(media)
    window.removeEventListener('online', onOnline)
    removeEventListener('pagehide', release)
  }

  const end = (phase: 'over' | 'moved' | 'failed', more: Partial<CallState> = {}): void => {
    if (state.phase === 'over' || state.phase === 'moved') return
    release()
    set({ phase, own: null, others: new Map(), ...more })
  }

  /** What a refusal means for the call; a server that cannot be reached means nothing: media flow without it. */
  function refused(error: unknown): void {
    const code = codeOf(error)
    if (code === 'link_moved') end('moved')
    else if (code === 'link_over' || code === 'not_in_link' || code === 'not_found')
      void lookAgain().then((link) => end('over', link === null ? {} : { link }))
  }

  const lookAgain = (): Promise<LinkView | null> =>
    answerOf(api.GET('/v1/links/{linkId}', { params: path })).then(
      (link) => link as LinkView,
      () => null,
    )

  const told = (): Told => ({ microphone: media?.microphone === 'on', camera: media?.camera === 'on' })

  function meet(party: number, sitting: number): void {
    if (seat === null || post === null) return
    const sender = post
    const peer = createPeer({
      iceServers,
      polite: seat.party > party,
      send: (signal) => sender.send(party, sitting, signal),
      onChange: show,
    })
    for (const track of media?.stream.getTracks() ?? []) peer.show(track.kind as 'audio' | 'video', track)
    peer.tell(told())
    peers.set(party, { sitting, peer })
  }

  /** Keeps a connection to each sitting that is in, and to no other. */
  function follow(link: LinkView): void {
    const inside = new Map(
      link.parties
        .filter(({ party, status }) => status === 'in' && party !== seat?.party)
        .map((one) => [one.party, one.sitting]),
    )
    for (const [party, { sitting, peer }] of peers) {
      if (inside.get(party) === sitting) continue
      peer.close()
      peers.delete(party)
    }
    for (const [party, sitting] of inside) if (!peers.has(party)) meet(party, sitting)
    // the server's clock and this one's may differ by hours: only how long it has lasted is taken over
    const lasted =
      link.activeAt === null || seat === null ? 0 : Math.max(0, Date.parse(seat.at) - Date.parse(link.activeAt))
    const activeSince = link.activeAt === null ? null : (state.activeSince ?? performance.now() - lasted)
    set({ link, activeSince })
    show()
    const mine = link.parties.find(({ party }) => party === seat?.party)
    if (link.status === 'ended' || mine?.status === 'out') end('over')
    else if (mine !== undefined && seat !== null && mine.sitting > seat.sitting) end('moved')
  }

  async function take({ from: party, fromSitting, signal }: SignalView): Promise<void> {
    if ((peers.get(party)?.sitting ?? 0) < fromSitting) {
      const link = await lookAgain()
      if (link !== null) follow(link)
    }
    const found = peers.get(party)
    if (found?.sitting !== fromSitting) return
    // one that cannot be taken leaves the rest as it is: the next offer mends it
    await found.peer.hear(signal).catch(() => undefined)
  }

  async function readAll(): Promise<void> {
    do {
      readAgain = false
      for (let more = true; more && seat !== null && state.phase === 'in';) {
        const query = { from, sitting: seat.sitting, after: read }
        const { items } = await answerOf(api.GET('/v1/links/{linkId}/signals', { params: { ...path, query } }))
        for (const item of items as SignalView[]) {
          await take(item)
          read = item.seq
        }
        more = items.length === PAGE
      }
    } while (readAgain)
  }

  /** Reads what there is; who asks meanwhile is answered by another round. */
  function readSignals(): void {
    readAgain = reading !== null
    reading ??= readAll()
      .catch(refused)
      .finally(() => (reading = null))
  }

  async function presence(): Promise<void> {
    if (seat === null) return
    try {
      const body = { from, sitting: seat.sitting, read }
      const now = (await answerOf(api.POST('/v1/links/{linkId}/presence', { params: path, body }))) as LinkSeat
      iceServers = now.iceServers
      for (const { peer } of peers.values()) peer.renew(iceServers)
      follow(now.link)
      if (now.lastSeq > read) readSignals()
    } catch (error) {
      refused(error)
    }
  }

  function onOnline(): void {
    for (const { peer } of peers.values()) peer.restart()
    void presence()
  }

  async function join(): Promise<void> {
    try {
      seat =
        given ?? ((await answerOf(api.POST('/v1/links/{linkId}/join', { params: path, body: { from } }))) as LinkSeat)
    } catch (error) {
      if (['link_over', 'not_in_link'].includes(codeOf(error) ?? '')) return refused(error)
      return end('failed', { problem: error })
    }
    const { sitting, party } = seat
    iceServers = seat.iceServers
    // numbers go on through all sittings: what stands before belongs to earlier ones
    read = given === null ? seat.lastSeq : 0
    post = createPost((posted) => {
      const body = { from, sitting, ...posted }
      return answerOf(api.POST('/v1/links/{linkId}/signals', { params: path, body }))
    }, refused)
    media = await openMedia(begun.kind)
    if (state.phase !== 'joining') return closeMedia(media)
    set({ phase: 'in' })
    stopHearing = live.subscribe([linkTopic(linkId, party)], ({ kind }) => {
      if (kind === 'link.signalled') readSignals()
      else void lookAgain().then((link) => link !== null && follow(link))
    })
    timer = setInterval(() => void presence(), PRESENCE_MS)
    window.addEventListener('online', onOnline)
    addEventListener('pagehide', release)
    follow(seat.link)
    // something may have happened between the answer and the stream
    await presence()
    readSignals()
  }
  void join()

  const put = (sense: 'microphone' | 'camera', track: MediaStreamTrack | null): void => {
    if (media === null) return
    const kind = sense === 'microphone' ? 'audio' : 'video'
    for (const old of media.stream.getTracks()) {
      if (old.kind !== kind) continue
      old.stop()
      media.stream.removeTrack(old)
    }
    if (track !== null) media.stream.addTrack(track)
    for (const { peer } of peers.values()) peer.show(kind, track)
  }

  const turn = async (sense: 'microphone' | 'camera', facing: OwnMedia['facing']): Promise<void> => {
    if (media === null) return
    // some phones open one camera at a time
    put(sense, null)
    media[sense] = 'asking'
    show()
    const track = await reopen(sense, facing)
    if (state.phase !== 'in') return typeof track === 'string' ? undefined : track.stop()
    media[sense] = typeof track === 'string' ? track : 'on'
    put(sense, typeof track === 'string' ? null : track)
    announce()
  }

  const announce = (): void => {
    for (const { peer } of peers.values()) peer.tell(told())
    show()
  }

  return {
    linkId,
    state: () => state,
    onChange(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    async toggle(sense) {
      if (media === null || media[sense] === 'asking') return
      const [sound] = media.stream.getAudioTracks()
      if (sense === 'microphone' && sound !== undefined) {
        // kept open, so that speaking again is at once; a camera is let go of, and its lamp goes out
        sound.enabled = !sound.enabled
        media.microphone = sound.enabled ? 'on' : 'off'
      } else if (media[sense] !== 'on') return turn(sense, media.facing)
      else {
        put(sense, null)
        media[sense] = 'off'
      }
      announce()
    },
    async flip() {
      if (media === null || media.camera !== 'on') return
      media.facing = media.facing === 'user' ? 'environment' : 'user'
      await turn('camera', media.facing)
    },
    async hangUp() {
      // the lamp goes out at once, however long the server takes to hear of it
      end('over')
      const signal = AbortSignal.timeout(LEAVE_MS)
      const left = answerOf(api.POST('/v1/links/{linkId}/leave', { params: path, body: { from }, signal }))
      const link = await left.then(
        (view) => view as LinkView,
        () => null,
      )
      if (link !== null) set({ link })
    },
    close: () => end('over'),
  }
}
