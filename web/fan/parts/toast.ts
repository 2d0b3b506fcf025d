import Toast from 'antd-mobile/es/components/toast'
import type { TFunction } from 'i18next'
import { problemWords } from '../../shared/problem.ts'
import { frameElement } from '../shell/frame.ts'

/** A short word in the middle of the phone. */
export function toast(content: string): void {
  Toast.show({ content, duration: 1_800, getContainer: frameElement })
}

/** Why something did not work, as a short word. */
export function toastProblem(error: unknown, t: TFunction): void {
  toast(problemWords(error, t).title)
}
