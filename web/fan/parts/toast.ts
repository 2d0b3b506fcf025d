import type { TFunction } from 'i18next'
import { problemWords } from '../../shared/problem.ts'
import { frameElement } from '../shell/frame.ts'

/** A short word in the middle of the phone. Its code comes with the first one. */
export function toast(content: string): void {
  void import('antd-mobile/es/components/toast').then(({ default: Toast }) =>
    Toast.show({ content, duration: 1_800, getContainer: frameElement }),
  )
}

/** Why something did not work, as a short word. */
export function toastProblem(error: unknown, t: TFunction): void {
  toast(problemWords(error, t).title)
}
