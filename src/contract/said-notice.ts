import type { SaidNotice } from './messages.ts'

/** Words that pages need without the forms. What a notice says, of the message that said it. */
export const saidNoticeOf = ({ at, text, code, change, withdrawing }: SaidNotice): SaidNotice => ({
  at,
  text,
  code,
  change,
  withdrawing,
})
