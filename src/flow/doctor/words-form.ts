import type { Area, Level } from './finding.ts'

/** What a finding is called. */
export interface FindingWords {
  readonly area: Area
  readonly level: Level
  readonly zh: string
  readonly en: string
  /** what to do about it */
  readonly todo: { readonly zh: string; readonly en: string }
}

/** A finding's words: what is wrong, what to do. */
export const words = (
  area: Area,
  level: Level,
  [zh, en]: readonly [string, string],
  [todoZh, todoEn]: readonly [string, string],
): FindingWords => ({ area, level, zh, en, todo: { zh: todoZh, en: todoEn } })

/** What the ledger itself lacks. */
export const restore = [
  '流水是一切的依据,无法由别处重建:找出何时改动,按 docs/operate/restore.md 从备份恢复',
  'Nothing can rebuild the ledger: find out when this happened and restore from a backup (docs/operate/restore.md)',
] as const
/** What follows from the ledger. */
export const replayFix = [
  '运行 tiefen replay --fix 由流水重写',
  'tiefen replay --fix writes it anew from the ledger',
] as const
/** What a node does. */
export const restart = [
  '看服务器日志;至少要有一个节点在运行,必要时重启它',
  'Read the server’s log; at least one node must run; start it again if need be',
] as const
/** A setting of the server. */
export const setOn = (name: string, value = 'on') =>
  [
    `在 postgresql.conf 中设 ${name} = ${value} 并重新加载`,
    `Set ${name} = ${value} in postgresql.conf (or for the role or database) and reload`,
  ] as const
