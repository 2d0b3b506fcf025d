import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { transform } from 'esbuild'
import { describe, expect, test } from 'vitest'
import { createRandom } from '../lib/prng.ts'
import { DAY, HOUR, MINUTE, SECOND } from '../lib/time.ts'
import type { WebhookOutcome } from '../ports/webhook-sender.ts'
import { secretBox } from '../room/secret-box.ts'
import { afterOutcome, nextAttemptAt, withoutSecrets, type Standing } from './apply.ts'
import { newSigningSecret, sealSecret, signedHeaders, signingSecrets } from './sign.ts'

const at = Date.UTC(2026, 2, 1)

describe('PLT-4: signatures', () => {
  test('the vector of the specification’s own libraries', () => {
    const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'
    const headers = signedHeaders('msg_p5jXN8AQM9LWM0D4loKWxJek', 1_614_265_330_000, '{"test": 2432232314}', [secret])
    expect(headers).toEqual({
      'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      'webhook-timestamp': '1614265330',
      'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    })
  })

  test('openssl gets the same, also for text beyond ASCII', () => {
    const secret = newSigningSecret()
    const body = '{"type":"badge.renamed","data":{"name":"铁粉团 «ё» 😀"}}'
    const headers = signedHeaders('018f', at + 999, body, [secret])
    expect(headers['webhook-timestamp']).toBe(String(at / 1_000))
    const key = Buffer.from(secret.slice('whsec_'.length), 'base64')
    expect(key).toHaveLength(32)
    const digest = execFileSync(
      'openssl',
      ['dgst', '-sha256', '-mac', 'HMAC', '-macopt', `hexkey:${key.toString('hex')}`, '-binary'],
      { input: `018f.${at / 1_000}.${body}` },
    )
    expect(headers['webhook-signature']).toBe(`v1,${digest.toString('base64')}`)
  })

  test('both secrets sign while the one before is good, one after, none with another key', () => {
    const box = secretBox('material')
    const seal = (secret: string): string => sealSecret(box, 'w1', secret)
    const endpoint = {
      webhookId: 'w1',
      secret: seal('whsec_bmV3'),
      previousSecret: seal('whsec_b2xk'),
      previousUntil: at,
    }
    expect(signingSecrets(box, endpoint, at - 1)).toEqual(['whsec_bmV3', 'whsec_b2xk'])
    expect(signingSecrets(box, endpoint, at)).toEqual(['whsec_bmV3'])
    expect(signingSecrets(secretBox('other'), endpoint, at - 1)).toEqual([])
    // a row moved to another endpoint is not readable there
    expect(signingSecrets(box, { ...endpoint, webhookId: 'w2' }, at)).toEqual([])
    const { 'webhook-signature': signature } = signedHeaders('m', at, '{}', ['whsec_bmV3', 'whsec_b2xk'])
    expect(signature.split(' ')).toHaveLength(2)
  })

  test('an answer that echoes what we sent is kept without it', () => {
    const secret = newSigningSecret()
    const { 'webhook-signature': signature } = signedHeaders('m', at, '{}', [secret])
    const echo = `got ${signature}, ${secret} and ${secret.slice(6)}; Authorization: Bearer abc.def-1`
    const kept = withoutSecrets(echo, [secret])
    expect(kept).toBe('got [removed], [removed] and [removed]; Authorization: [removed]')
  })
})

describe('PLT-4: the examples of docs/connect/webhooks.md', () => {
  const page = readFileSync(new URL('../../docs/connect/webhooks.md', import.meta.url), 'utf8')
  const example = (language: string): string => new RegExp(`\`\`\`${language}\\n([^]*?)\`\`\``).exec(page)?.[1] ?? ''
  const secret = newSigningSecret()
  const body = '{"type":"member.joined","data":{"userId":"安"}}'
  const headers = signedHeaders('0190-1', Date.now(), body, [newSigningSecret(), secret])

  test('TypeScript', async () => {
    const { code } = await transform(example('ts'), { loader: 'ts', format: 'esm' })
    const module = (await import(`data:text/javascript,${encodeURIComponent(code)}`)) as {
      verify(secret: string, headers: Record<string, string>, rawBody: Buffer): boolean
    }
    const verify = (more: Record<string, string>, raw = body, key = secret): boolean =>
      module.verify(key, { ...headers, ...more }, Buffer.from(raw))
    expect(verify({})).toBe(true)
    expect(verify({}, `${body} `)).toBe(false)
    expect(verify({}, body, newSigningSecret())).toBe(false)
    expect(verify({ 'webhook-id': '0190-2' })).toBe(false)
    expect(verify({ 'webhook-timestamp': String(Number(headers['webhook-timestamp']) - 301) })).toBe(false)
    expect(verify({ 'webhook-signature': 'v1,' })).toBe(false)
    expect(verify({ 'webhook-signature': '' })).toBe(false)
  })

  test('openssl', () => {
    const folder = mkdtempSync(`${tmpdir()}/tiefen-docs-`)
    writeFileSync(`${folder}/body`, body)
    const env = { ...process.env, SECRET: secret, ID: '0190-1', TIMESTAMP: headers['webhook-timestamp'] }
    const printed = execFileSync('sh', ['-c', example('sh')], { cwd: folder, env, encoding: 'utf8' }).trim()
    rmSync(folder, { recursive: true })
    expect(headers['webhook-signature'].split(' ')).toContain(`v1,${printed}`)
  })
})

describe('PLT-4: retries', () => {
  const pauses = [5 * SECOND, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 5 * HOUR, 10 * HOUR, 14 * HOUR, 20 * HOUR, 24 * HOUR]

  test.each(pauses.map((pause, index) => [index + 1, pause]))(
    'after attempt %i a pause of %i ms',
    (attempts, pause) => {
      expect(nextAttemptAt(attempts, at, 0, null)).toBe(at + pause)
      expect(nextAttemptAt(attempts, at, 1, null)).toBe(at + pause * 1.2)
    },
  )

  test('ten attempts and no more', () => {
    expect(nextAttemptAt(10, at, 0, null)).toBeNull()
    expect(nextAttemptAt(10, at, 0, 1_000)).toBeNull()
  })

  test('the jitter only lengthens, within a fifth', () => {
    const random = createRandom('webhooks')
    for (let round = 0; round < 200; round += 1) {
      const next = (nextAttemptAt(3, at, random.next(), null) ?? 0) - at
      expect(next).toBeGreaterThanOrEqual(30 * MINUTE)
      expect(next).toBeLessThanOrEqual(36 * MINUTE)
    }
  })

  test('a receiver may ask for more time, up to a day, never for less', () => {
    expect(nextAttemptAt(1, at, 0, HOUR)).toBe(at + HOUR)
    expect(nextAttemptAt(9, at, 0, HOUR)).toBe(at + 24 * HOUR)
    expect(nextAttemptAt(1, at, 0, 30 * DAY)).toBe(at + DAY)
  })
})

describe('PLT-4: dead endpoints', () => {
  const outcome = (error: WebhookOutcome['error'], more: Partial<WebhookOutcome> = {}): WebhookOutcome => ({
    error,
    status: null,
    milliseconds: 1,
    response: '',
    retryAfterMilliseconds: null,
    ...more,
  })
  const well: Standing = { failing: null, deliveredAt: null, notBefore: null, off: null }
  const after = (...attempts: readonly (readonly [days: number, error: WebhookOutcome['error']])[]): Standing =>
    attempts.reduce((standing, [days, error]) => afterOutcome(standing, outcome(error), at + days * DAY), well)

  test('410 switches off at once', () => expect(after([0, 'gone']).off).toBe('gone'))

  test('failures on five days over five days switch off, not a moment earlier', () => {
    const days = [0, 1, 2, 3, 4] as const
    const failures = days.map((day) => [day, 'status'] as const)
    expect(after(...failures, [4.999, 'timeout']).off).toBeNull()
    expect(after(...failures, [5, 'timeout']).off).toBe('failing')
  })

  test('one message that fails through all its retries switches nothing off', () => {
    const hours = [0, 0.01, 0.1, 0.6, 2.6, 7.6, 17.6, 31.6, 51.6, 75.6]
    expect(after(...hours.map((hour) => [hour / 24, 'status'] as const)).off).toBeNull()
  })

  test('two failures with a week of silence between switch nothing off', () =>
    expect(after([0, 'status'], [8, 'status']).off).toBeNull())

  test('one success begins anew', () => {
    const failures = [0, 1, 2, 3, 4].map((day) => [day, 'status'] as const)
    const mended = after(...failures, [4.5, null])
    expect(mended).toMatchObject({ failing: null, off: null, deliveredAt: at + 4.5 * DAY })
    expect(after(...failures, [4.5, null], [5, 'status'], [6, 'status']).off).toBeNull()
  })

  test('what we stopped ourselves says nothing', () => expect(after([0, 'aborted'])).toEqual(well))

  test('Retry-After holds the whole endpoint back, up to a day, until a success', () => {
    const asked = afterOutcome(well, outcome('status', { status: 429, retryAfterMilliseconds: 2 * DAY }), at)
    expect(asked.notBefore).toBe(at + DAY)
    expect(afterOutcome(asked, outcome(null), at + 1).notBefore).toBeNull()
  })
})
