import { describe, expect, test } from 'vitest'
import { rejections } from './rejections.ts'

const han = /\p{Script=Han}/u

describe('rejections', () => {
  test.each(Object.entries(rejections))(
    'PLT-7: %s has its words in Chinese and English and a status',
    (code, entry) => {
      expect(code).toMatch(/^[a-z][a-z0-9]*(_[a-z0-9]+)*$/)
      expect(entry.zh).toMatch(han)
      expect(entry.en).not.toMatch(han)
      expect(entry.en.length).toBeGreaterThan(3)
      expect([401, 403, 404, 405, 409, 413, 415, 422, 429, 500, 503]).toContain(entry.status)
    },
  )
})
