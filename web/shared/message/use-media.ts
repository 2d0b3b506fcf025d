import { useRef, useState } from 'react'
import type { MediaView } from '../../../src/contract/media.ts'

/** How it stands with a picture or a video. */
export interface MediaTry {
  readonly broken: boolean
  /** it did not come */
  readonly onError: () => void
  readonly retry: () => void
}

/**
 * Links to media hold for hours (docs/groups.md): what does not come is read anew once for each link, and tried again with what was read.
 * @param onExpired reads the message again; undefined: nobody can
 */
export function useMedia(media: MediaView, onExpired: (() => void) | undefined): MediaTry {
  const [broken, setBroken] = useState<MediaView | null>(null)
  const asked = useRef<string | null>(null)
  return {
    broken: broken === media,
    onError() {
      setBroken(media)
      if (asked.current === media.url) return
      asked.current = media.url
      onExpired?.()
    },
    retry() {
      setBroken(null)
      asked.current = null
    },
  }
}
