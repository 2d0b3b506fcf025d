import type { TFunction } from 'i18next'
import type { Problem } from '../../src/contract/forms.ts'

/** A call that the server refused (RFC 9457), or that never reached it (`code` `offline`). Thrown by `answerOf` so that queries fail. */
export class ApiProblem extends Error {
  readonly status: number
  readonly code: string
  /** RFC 3339 when the server said when to try again */
  readonly retryAt: string | null
  readonly title: string
  readonly errors: NonNullable<Problem['errors']>

  constructor(status: number, body: Partial<Problem>) {
    super(body.detail ?? body.title ?? body.code ?? String(status))
    this.name = 'ApiProblem'
    this.status = status
    this.code = body.code ?? (status === 0 ? 'offline' : 'internal')
    this.retryAt = body.retryAt ?? null
    this.title = body.title ?? ''
    this.errors = body.errors ?? []
  }
}

/** Its code, or null for anything that is not a refusal. */
export function codeOf(error: unknown): string | null {
  return error instanceof ApiProblem ? error.code : null
}

/** What to tell a person: the page's own words for the code, else the server's, else that it did not work. */
export function problemWords(error: unknown, t: TFunction): { readonly title: string; readonly hint: string | null } {
  if (!(error instanceof ApiProblem)) return { title: t('problem.unknown'), hint: t('problem.unknownHint') }
  if (error.status === 0) return { title: t('problem.offline'), hint: t('problem.offlineHint') }
  const own = t(`problem.codes.${error.code}`, { defaultValue: '' })
  if (own !== '') return { title: own, hint: null }
  if (error.status >= 500) return { title: t('problem.server'), hint: t('problem.serverHint') }
  return { title: error.title === '' ? t('problem.unknown') : error.title, hint: null }
}
