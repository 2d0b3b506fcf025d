import type { Problem } from '../../src/contract/forms.ts'
import type { MediaKind, MediaView } from '../../src/contract/media.ts'
import { answerOf, type Api } from './api.ts'
import { ApiProblem } from './problem.ts'
import { savedSession } from './session.ts'

/** What is sent, for which group, in whose name: a fan's user id, or the owner's id. */
export interface Upload {
  readonly as: 'fan' | 'desk'
  readonly groupId: string
  readonly from: string
  readonly kind: MediaKind
  readonly bytes: Blob
}

/** Without a byte moving for so long, an upload counts as lost. */
const uploadMilliseconds = 120_000

/**
 * Sends a picture's or a video's bytes, telling how far it is: `fetch` cannot say that.
 * @param tell 0 to 1; null: all is there and being decoded @returns the medium; throws `ApiProblem`
 */
export async function uploadMedia(
  api: Api,
  wish: Upload,
  tell: (progress: number | null) => void,
  signal?: AbortSignal,
): Promise<MediaView> {
  try {
    return await send(wish, tell, signal)
  } catch (error) {
    if (!(error instanceof ApiProblem) || error.status !== 401) throw error
    // a typed call gets a fresh token; the upload then goes with it
    await answerOf(api.GET('/v1/groups/{groupId}', { params: { path: { groupId: wish.groupId } } }))
    return send(wish, tell, signal)
  }
}

function send(
  { as, groupId, from, kind, bytes }: Upload,
  tell: (progress: number | null) => void,
  signal?: AbortSignal,
): Promise<MediaView> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    const query = new URLSearchParams({ kind, from })
    request.open('POST', `/v1/groups/${encodeURIComponent(groupId)}/media?${query}`)
    request.responseType = 'json'
    request.timeout = uploadMilliseconds
    request.setRequestHeader('authorization', `Bearer ${savedSession(as)?.token ?? ''}`)
    request.setRequestHeader('content-type', bytes.type === '' ? 'application/octet-stream' : bytes.type)
    request.setRequestHeader('x-tiefen-request', '1')
    request.upload.onprogress = ({ lengthComputable, loaded, total }) => {
      if (lengthComputable) tell(loaded < total ? loaded / total : null)
    }
    const lost = () => reject(new ApiProblem(0, {}))
    request.onerror = lost
    request.ontimeout = lost
    request.onabort = () => reject(new DOMException('Aborted', 'AbortError'))
    request.onload = () => {
      if (request.status >= 200 && request.status < 300) resolve(request.response as MediaView)
      else reject(new ApiProblem(request.status, (request.response ?? {}) as Partial<Problem>))
    }
    signal?.addEventListener('abort', () => request.abort())
    request.send(bytes)
  })
}
