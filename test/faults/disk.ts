import { execFileSync } from 'node:child_process'
import { chmodSync, closeSync, mkdirSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'

/**
 * A disk that can lose its power (reliability.md 3.3): an ext4 in a file on a memory file system. What a program has synced is in the file;
 * what waits in the kernel's memory is not, so a copy of the file is what a disk would hold after the cut. Linux, root.
 */
export interface Disk {
  /** where it is mounted; the same before and after a cut */
  readonly folder: string
  /**
   * The cut: everything that writes to it is frozen (or gone) when this is called; `kill` ends it all once the copy is made, and the disk
   * comes back as it was at the copy, through its journal.
   */
  cut(kill: () => Promise<void>): Promise<void>
  remove(): void
}

const run = (program: string, ...argv: string[]): void => void execFileSync(program, argv, { stdio: 'pipe' })

/** Why this machine has no such disk, or null. */
export function noDisk(): string | null {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return 'a power cut needs root on Linux (loop mounts)'
  try {
    createDisk(16).remove()
    return null
  } catch (error) {
    return `a power cut needs loop mounts, and this machine refuses: ${(error as Error).message.split('\n').slice(0, 2).join(' ')}`
  }
}

/** A disk that is small enough to be filled: a memory file system. Linux, root. */
export interface SmallDisk {
  readonly folder: string
  /** Takes all the room that is left. */
  fill(): void
  /** Gives it back. */
  empty(): void
  remove(): void
}

/** Why this machine has no small disk, or null. */
export function noSmallDisk(): string | null {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return 'a small disk needs root on Linux (mount)'
  try {
    createSmallDisk(1).remove()
    return null
  } catch (error) {
    return `a small disk needs a mount, and this machine refuses: ${(error as Error).message.split('\n').slice(0, 2).join(' ')}`
  }
}

/** Makes and mounts one of so many MiB. */
export function createSmallDisk(mebibytes: number): SmallDisk {
  const folder = mkdtempSync(`${tmpdir()}/tiefen-small-`)
  const ballast = `${folder}/ballast`
  try {
    run('mount', '-t', 'tmpfs', '-o', `size=${mebibytes}m,mode=0711`, 'tmpfs', folder)
  } catch (error) {
    rmSync(folder, { recursive: true })
    throw error
  }
  return {
    folder,
    fill() {
      const file = openSync(ballast, 'w')
      try {
        for (let step = 1 << 20; step >= 1 << 12;) {
          try {
            writeSync(file, Buffer.alloc(step))
          } catch (error) {
            if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error
            step >>= 1
          }
        }
      } finally {
        closeSync(file)
      }
    },
    empty: () => rmSync(ballast, { force: true }),
    remove() {
      run('umount', '--lazy', folder)
      rmSync(folder, { recursive: true })
    },
  }
}

/** Makes and mounts one of so many MiB. */
export function createDisk(mebibytes: number): Disk {
  const home = mkdtempSync(`${tmpdir()}/tiefen-disk-`)
  // a server that refuses to run as root must find its way through
  chmodSync(home, 0o711)
  const folder = `${home}/mounted`
  const [image, copy] = [`${home}/memory/now.img`, `${home}/memory/cut.img`]
  mkdirSync(folder)
  mkdirSync(`${home}/memory`)
  const undo: (() => void)[] = [() => rmSync(home, { recursive: true })]
  const remove = (): void => {
    for (const step of undo.splice(0).reverse()) step()
  }
  try {
    run('mount', '-t', 'tmpfs', '-o', `size=${mebibytes * 2 + 8}m`, 'tmpfs', `${home}/memory`)
    undo.push(() => run('umount', '--lazy', `${home}/memory`))
    run('truncate', '-s', `${mebibytes}M`, image)
    run('mkfs.ext4', '-q', '-F', image)
    run('mount', '-o', 'loop', image, folder)
    undo.push(() => run('umount', '--lazy', folder))
  } catch (error) {
    remove()
    throw error
  }
  return {
    folder,
    async cut(kill) {
      run('cp', '--sparse=always', image, copy)
      await kill()
      run('umount', folder)
      run('mv', copy, image)
      run('mount', '-o', 'loop', image, folder)
    },
    remove,
  }
}
