import type { LinkKind } from '../../../src/contract/linking.ts'

/** One of a device's own senses: on, off by its owner, or why it is not there. */
export type SenseState = 'asking' | 'on' | 'off' | 'denied' | 'none' | 'busy'

export interface OwnMedia {
  /** what the others hear and see; its tracks come and go */
  readonly stream: MediaStream
  microphone: SenseState
  camera: SenseState
  facing: 'user' | 'environment'
}

const soundWish: MediaTrackConstraints = { echoCancellation: true, noiseSuppression: true, autoGainControl: true }
const pictureWish = (facing: OwnMedia['facing']): MediaTrackConstraints => ({
  facingMode: facing,
  width: { ideal: 640 },
  height: { ideal: 640 },
  frameRate: { ideal: 24, max: 30 },
})

/** Why a microphone or camera could not be had, by the names of the Media Capture specification. */
export function whyNot(error: unknown): SenseState {
  const name = error instanceof DOMException ? error.name : ''
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'denied'
  return name === 'NotReadableError' || name === 'AbortError' ? 'busy' : 'none'
}

async function oneTrack(wish: MediaStreamConstraints): Promise<MediaStreamTrack | SenseState> {
  // without HTTPS a browser has no devices to offer
  if (!('mediaDevices' in navigator)) return 'denied'
  try {
    const [track] = (await navigator.mediaDevices.getUserMedia(wish)).getTracks()
    return track ?? 'none'
  } catch (error) {
    return whyNot(error)
  }
}

/** Asks for the microphone and, for a video link, the camera: one that is refused or missing does not keep the other away. */
export async function openMedia(kind: LinkKind): Promise<OwnMedia> {
  const stream = new MediaStream()
  const sound = await oneTrack({ audio: soundWish })
  const picture = kind === 'video' ? await oneTrack({ video: pictureWish('user') }) : 'off'
  for (const track of [sound, picture]) if (typeof track !== 'string') stream.addTrack(track)
  return {
    stream,
    microphone: typeof sound === 'string' ? sound : 'on',
    camera: typeof picture === 'string' ? picture : 'on',
    facing: 'user',
  }
}

/** Opens the microphone or the camera anew, after it was switched off, refused or turned round. @returns the track, or why not */
export const reopen = (
  sense: 'microphone' | 'camera',
  facing: OwnMedia['facing'],
): Promise<MediaStreamTrack | SenseState> =>
  oneTrack(sense === 'microphone' ? { audio: soundWish } : { video: pictureWish(facing) })

/** Lets go of both: the lamp beside the camera goes out. */
export function closeMedia({ stream }: OwnMedia): void {
  for (const track of stream.getTracks()) {
    track.stop()
    stream.removeTrack(track)
  }
}

/** Whether there is another camera to turn to. */
export async function hasTwoCameras(): Promise<boolean> {
  if (!('mediaDevices' in navigator)) return false
  const devices = await navigator.mediaDevices.enumerateDevices().catch(() => [])
  return devices.filter(({ kind }) => kind === 'videoinput').length > 1
}
