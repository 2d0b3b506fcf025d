/**
 * The machine's part of the badge-name review (BADGE-3): a short list of what never passes, by category. People judge the rest, so the list
 * stays small and certain: a false alarm here cannot be appealed, a miss is seen by the reviewer.
 */
const forbidden: Readonly<Record<'obscene' | 'violent' | 'insult' | 'official', readonly string[]>> = {
  obscene: ['色情', '淫', '裸聊', '约炮', '成人片', '黄片', '妓', '嫖', '性爱', '做爱', 'porn', 'fuck'],
  violent: ['杀人', '砍人', '血腥', '恐怖', '爆炸', '枪', '毒品', '冰毒', '赌', '贩毒', 'kill'],
  insult: [
    '傻逼',
    '傻b',
    '煞笔',
    '垃圾',
    '废物',
    '贱',
    '狗东西',
    '骗子',
    '操你',
    '滚蛋',
    '脑残',
    'sb',
    'nmsl',
    'bitch',
  ],
  official: ['官方', '平台', '客服', '抖音', '淘宝', '快手', '系统', '管理员', '审核', '工作人员', 'admin', '粉丝团长'],
}
export type ForbiddenCategory = keyof typeof forbidden | 'impersonation'

/** Characters that print nothing or stand in for others are folded away before comparing: full width, case, zero width, spaces. */
const fold = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\p{Cf}\p{Z}\p{P}\p{S}]/gu, '')

/**
 * The category that refuses a name, or null.
 * @param otherOwners names of other owners: bearing one is impersonation
 * @rule BADGE-3
 */
export function findForbidden(name: string, otherOwners: readonly string[]): ForbiddenCategory | null {
  const folded = fold(name)
  for (const [category, words] of Object.entries(forbidden) as [keyof typeof forbidden, readonly string[]][])
    if (words.some((word) => folded.includes(word))) return category
  return otherOwners.some((owner) => fold(owner) === folded) ? 'impersonation' : null
}
