interface Page<T> {
  readonly items: readonly T[]
  readonly nextCursor: string | null
}

/** Every item of a list that is read page by page, at most `pagesMost` of them. @param read a page from a cursor on; null: the first */
export async function everyPage<T>(
  read: (cursor: string | null) => Promise<Page<T>>,
  pagesMost: number,
): Promise<readonly T[]> {
  const items: T[] = []
  let cursor: string | null = null
  for (let pages = 0; pages < pagesMost; pages += 1) {
    const page: Page<T> = await read(cursor)
    items.push(...page.items)
    cursor = page.nextCursor
    if (cursor === null) break
  }
  return items
}
