import { randomBytes } from 'node:crypto'
import { link, mkdir, open, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'

export interface SecretKey {
  readonly key: string
  /** Where it is kept. */
  readonly file: string
  /** Made by this start. */
  readonly isNew: boolean
}

const isMissing = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'ENOENT'

/** The key that is kept in a data folder, or null; makes none. */
export async function findSecretKey(dataFolder: string): Promise<string | null> {
  const text = await readFile(join(dataFolder, 'secret-key'), 'utf8').catch((error: unknown) => {
    if (isMissing(error)) return null
    throw error
  })
  return text?.trim() ?? null
}

/** The platform's secret key of a data folder: 256 random bits, made once, readable by this user alone (api.md "Running"). */
export async function keptSecretKey(dataFolder: string): Promise<SecretKey> {
  await mkdir(dataFolder, { recursive: true, mode: 0o700 })
  const file = join(dataFolder, 'secret-key')
  const read = async () => (await readFile(file, 'utf8')).trim()
  try {
    return { key: await read(), file, isNew: false }
  } catch (error) {
    if (!isMissing(error)) throw error
  }
  const part = `${file}.${randomBytes(6).toString('hex')}`
  const handle = await open(part, 'wx', 0o600)
  try {
    await handle.writeFile(`tfk_${randomBytes(32).toString('base64url')}\n`)
    await handle.sync()
  } finally {
    await handle.close()
  }
  // Of several nodes that start at once on one folder the first to link wins, and all read the same key.
  const isNew = await link(part, file).then(
    () => true,
    () => false,
  )
  await rm(part)
  return { key: await read(), file, isNew }
}
