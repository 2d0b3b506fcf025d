import { expect, test } from 'vitest'
import { createLog } from './log.ts'

function written(work: (log: ReturnType<typeof createLog>) => void) {
  const lines: string[] = []
  work(createLog('info', { write: (line: string) => lines.push(line) }))
  return lines
}

test('PLT-8: secrets and what people wrote never reach a line, however deep they lie', () => {
  const [line] = written((log) =>
    log.info(
      {
        eventId: 'e-1',
        token: 'canary',
        headers: { authorization: 'Bearer canary', 'set-cookie': 'canary' },
        request: { body: { password: 'canary', text: 'canary' } },
      },
      'seen',
    ),
  )
  expect(line).not.toContain('canary')
  expect(JSON.parse(line ?? '')).toMatchObject({ level: 'info', eventId: 'e-1', msg: 'seen', token: '[redacted]' })
})

test('an error keeps its code and cause, and loses the detail that quotes rows', () => {
  const cause = Object.assign(new Error('duplicate key'), {
    code: '23505',
    constraint: 'x_pkey',
    detail: 'Key (user)=(canary)',
  })
  const [line] = written((log) => log.error({ err: new Error('failed', { cause }) }, 'broken'))
  expect(JSON.parse(line ?? '').err).toMatchObject({
    message: 'failed',
    cause: { code: '23505', constraint: 'x_pkey' },
  })
  expect(line).not.toContain('canary')
})

test('lines below the level are not written', () => {
  expect(written((log) => log.debug({}, 'quiet'))).toEqual([])
})
