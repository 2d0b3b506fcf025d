import { createReadStream } from 'node:fs'
import { copyFile, mkdir, open, opendir, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Fault } from '../../ports/db.ts'
import { mediaParts, type MediaPart, type MediaStorage, type StoredBytes } from '../../ports/media.ts'

const isAbsent = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')

/** A file, or the name of a file in its folder, is on the disk for good. */
async function sync(path: string): Promise<void> {
  const handle = await open(path, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

const fault = (folder: string, error: unknown): Fault =>
  new Fault(`media storage ${folder}: ${String(error)}`, { cause: error })

async function* filesIn(folder: string): AsyncIterable<StoredBytes> {
  const shards = await opendir(folder).catch((error: unknown) => {
    if (isAbsent(error)) return []
    throw fault(folder, error)
  })
  for await (const shard of shards) {
    if (!shard.isDirectory()) continue
    for await (const entry of await opendir(join(folder, shard.name))) {
      const [, mediaId, part] = /^([0-9a-f-]{36})\.(\w+)$/.exec(entry.name) ?? []
      const known = mediaParts.find((one) => one === part)
      if (mediaId === undefined || known === undefined) continue
      const found = await stat(join(folder, shard.name, entry.name)).catch(() => null)
      if (found !== null) yield { mediaId, part: known, bytes: found.size }
    }
  }
}

/**
 * Media as files of a folder, which all nodes of a store must share: `ab/abcdef….full`, `….thumbnail`. A file has its name when it is whole and on
 * the disk; until then it ends in `.new`.
 */
export function diskStorage(folder: string): MediaStorage {
  const pathOf = (mediaId: string, part: MediaPart): string => join(folder, mediaId.slice(0, 2), `${mediaId}.${part}`)
  return {
    place: folder,
    async put(mediaId, part, { path }) {
      const target = pathOf(mediaId, part)
      try {
        await mkdir(dirname(target), { recursive: true, mode: 0o700 })
        await copyFile(path, `${target}.new`)
        await sync(`${target}.new`)
        await rename(`${target}.new`, target)
        await sync(dirname(target))
      } catch (error) {
        throw fault(folder, error)
      }
    },
    async read(mediaId, part, range) {
      const path = pathOf(mediaId, part)
      try {
        const { size } = await stat(path)
        const { first, last } = range ?? { first: 0, last: size - 1 }
        if (last >= size) return null
        return { bytes: last - first + 1, stream: createReadStream(path, { start: first, end: last }) }
      } catch (error) {
        if (isAbsent(error)) return null
        throw fault(folder, error)
      }
    },
    async remove(mediaId) {
      try {
        for (const part of mediaParts)
          for (const end of ['', '.new']) await rm(`${pathOf(mediaId, part)}${end}`, { force: true })
      } catch (error) {
        throw fault(folder, error)
      }
    },
    list: () => filesIn(folder),
  }
}
