import { askServer } from './program.ts'
import { pause } from './wait.ts'
import type { WishAnswer, WishCall, WishParts } from './wishes.ts'

/** How a wish is put to servers that die: again and again until it has an answer, sometimes twice at once, each time to the next server. */

export interface AskParts {
  targets(): readonly string[]
  readonly patienceMs: number
  /** statuses by which nothing has happened: come again */
  readonly refused: readonly number[]
  onRefused(): void
  /** a call whose outcome nobody heard of */
  onLost(): void
  report(words: string): void
}

const COPIES = 0.15
const PAUSE_MS = 25
const PAUSE_MOST_MS = 250

export function createAsk(parts: AskParts): WishParts['ask'] {
  /** One sending; `lost`: no answer, and nothing of it happens any more; `loose`: nobody knows whether it is carried out yet. */
  async function send(url: string, { method, path, body, key }: WishCall): Promise<WishAnswer | 'loose' | 'lost'> {
    try {
      const answer = await askServer(url, method, path, body, key, AbortSignal.timeout(parts.patienceMs))
      if (answer.body['code'] === 'idempotency_in_progress') return 'lost'
      if (!parts.refused.includes(answer.status)) {
        if (answer.status >= 500)
          parts.report(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body).slice(0, 200)}`)
        return answer
      }
      parts.onRefused()
      return answer.status === 503 ? 'loose' : 'lost'
    } catch (error) {
      parts.onLost()
      return error instanceof Error && error.name === 'TimeoutError' ? 'loose' : 'lost'
    }
  }

  return async (client, call, random) => {
    let loose = false
    for (let failures = 0; ; failures += 1) {
      const urls = parts.targets()
      const copies = call.method === 'POST' && random.chance(COPIES) ? 2 : 1
      const sent = await Promise.all(
        Array.from({ length: urls.length === 0 ? 0 : copies }, (_, copy) =>
          send(urls[(client + failures + copy) % urls.length] ?? '', call),
        ),
      )
      const answers = sent.filter((answer) => typeof answer !== 'string')
      loose ||= sent.includes('loose')
      if (answers.length > 0) return { answers, sure: copies === 1 && failures === 0, loose }
      await pause(Math.min(PAUSE_MOST_MS, PAUSE_MS * (failures + 1)))
    }
  }
}
