/** One event of a `text/event-stream`, as the HTML standard reads it. */
export interface ServerSentEvent {
  /** The last id seen so far, also one that stood alone. */
  readonly id: string | null
  readonly event: string
  readonly data: string
}

export interface SseReading {
  readonly events: readonly ServerSentEvent[]
  readonly lastEventId: string | null
  /** Milliseconds of a `retry:` line in this piece. */
  readonly retryMs: number | null
}

/** A reader that takes the stream piece by piece, wherever it was cut. */
export function createSseReader(lastEventId: string | null): (piece: string) => SseReading {
  let rest = ''
  let id = lastEventId
  let event = ''
  let data: string[] = []
  return (piece) => {
    const events: ServerSentEvent[] = []
    let retryMs: number | null = null
    const lines = (rest + piece).split(/\r\n|\n|\r(?!$)/)
    rest = lines.pop() ?? ''
    for (const line of lines) {
      if (line === '') {
        if (data.length > 0) events.push({ id, event: event === '' ? 'message' : event, data: data.join('\n') })
        event = ''
        data = []
        continue
      }
      const colon = line.indexOf(':')
      if (colon === 0) continue
      const field = colon < 0 ? line : line.slice(0, colon)
      const value = colon < 0 ? '' : line.slice(line[colon + 1] === ' ' ? colon + 2 : colon + 1)
      if (field === 'data') data.push(value)
      else if (field === 'event') event = value
      else if (field === 'id' && !value.includes('\u0000')) id = value
      else if (field === 'retry' && /^\d+$/.test(value)) retryMs = Number(value)
    }
    return { events, lastEventId: id, retryMs }
  }
}
