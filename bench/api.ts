import { Agent, request } from 'node:http'
import { platformKey } from './bed.ts'

/** The public HTTP API as the platform calls it: one call after the other, on an open connection. */
export interface Api {
  readonly url: string
  get<T>(path: string): Promise<T>
  post(path: string, body: unknown): Promise<Record<string, unknown>>
  put(path: string, body?: unknown): Promise<Record<string, unknown>>
  delete(path: string): Promise<Record<string, unknown>>
  /** ms that the last call took, until its last byte */
  last(): number
}

/** @param url of the server */
export function createApi(url: string): Api {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  let last = 0
  const call = (method: string, path: string, body?: string): Promise<unknown> =>
    new Promise((resolve, reject) => {
      const started = performance.now()
      const headers = {
        authorization: `Bearer ${platformKey}`,
        ...(body === undefined
          ? {}
          : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }),
      }
      const sent = request(`${url}${path}`, { method, agent, headers }, (response) => {
        const chunks: Buffer[] = []
        response.on('data', (chunk: Buffer) => chunks.push(chunk))
        response.once('end', () => {
          last = performance.now() - started
          const text = Buffer.concat(chunks).toString()
          const status = response.statusCode ?? 0
          if (status >= 300) reject(new Error(`${method} ${path}: ${status} ${text.slice(0, 300)}`))
          else resolve(JSON.parse(text))
        })
      })
      sent.once('error', reject)
      sent.end(body)
    })
  return {
    url,
    get: <T>(path: string) => call('GET', path) as Promise<T>,
    post: (path, body) => call('POST', path, JSON.stringify(body)) as Promise<Record<string, unknown>>,
    put: (path, body) =>
      call('PUT', path, body === undefined ? undefined : JSON.stringify(body)) as Promise<Record<string, unknown>>,
    delete: (path) => call('DELETE', path) as Promise<Record<string, unknown>>,
    last: () => last,
  }
}
