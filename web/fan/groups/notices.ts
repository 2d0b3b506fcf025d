const key = (groupId: string): string => `tiefen.notice.${groupId}`

/** Whether a notice is newer than the last one that was opened on this phone. */
export const isNewNotice = (groupId: string, at: string | null): boolean =>
  at !== null && (localStorage.getItem(key(groupId)) ?? '') < at

/** It was opened. */
export function markNoticeSeen(groupId: string, at: string): void {
  if (isNewNotice(groupId, at)) localStorage.setItem(key(groupId), at)
}
