import { spawn } from 'node:child_process'
import { access, constants } from 'node:fs/promises'
import { delimiter, isAbsolute, join } from 'node:path'

/** ffmpeg and ffprobe of this machine. */
export interface FfmpegTools {
  readonly ffmpeg: string
  readonly ffprobe: string
}

export interface ToolRun {
  /** null: it was killed, or did not start */
  readonly code: number | null
  readonly out: string
  /** it took longer than it may */
  readonly late: boolean
}

/** Of what a tool says; more ends it. */
const OUT_BYTES_MOST = 256 * 1024

const isProgram = (path: string): Promise<boolean> =>
  access(path, constants.X_OK).then(
    () => true,
    () => false,
  )

/**
 * Where ffmpeg is, with ffprobe beside it; null: nowhere. @param wanted a path of ffmpeg, or null: on the search path
 * @param searchPath the process's PATH
 */
export async function findFfmpeg(wanted: string | null, searchPath: string): Promise<FfmpegTools | null> {
  const folders = searchPath.split(delimiter).filter(isAbsolute)
  const places = wanted === null ? folders.map((folder) => join(folder, 'ffmpeg')) : [wanted]
  for (const ffmpeg of places) {
    const ffprobe = ffmpeg.replace(/ffmpeg([^/\\]*)$/, 'ffprobe$1')
    if (ffprobe !== ffmpeg && (await isProgram(ffmpeg)) && (await isProgram(ffprobe))) return { ffmpeg, ffprobe }
  }
  return null
}

/** Runs a tool on local files: no input, no environment, a bound of time after which it is killed. */
export function runTool(path: string, args: readonly string[], folder: string, milliseconds: number): Promise<ToolRun> {
  return new Promise((resolve) => {
    const child = spawn(path, args, { cwd: folder, env: {}, stdio: ['ignore', 'pipe', 'ignore'] })
    const parts: Buffer[] = []
    let bytes = 0
    let late = false
    const timer = setTimeout(() => {
      late = true
      child.kill('SIGKILL')
    }, milliseconds)
    child.stdout.on('data', (part: Buffer) => {
      bytes += part.length
      if (bytes > OUT_BYTES_MOST) child.kill('SIGKILL')
      else parts.push(part)
    })
    const end = (code: number | null): void => {
      clearTimeout(timer)
      resolve({ code, out: Buffer.concat(parts).toString('utf8'), late })
    }
    child.on('error', () => end(null))
    child.on('close', (code) => end(code))
  })
}
