import type { World } from './club.ts'

/** What a list names, page by page. */
export async function pages(w: World, path: string, limit: number, name: string): Promise<unknown[][]> {
  const found: unknown[][] = []
  for (let cursor: string | null = ''; cursor !== null;) {
    const more: string = cursor === '' ? '' : `&cursor=${cursor}`
    const part: { items: Record<string, unknown>[]; nextCursor: string | null } = await w.must(
      'GET',
      `${path}?limit=${limit}${more}`,
    )
    found.push(part.items.map((item) => item[name]))
    cursor = part.nextCursor
  }
  return found
}
