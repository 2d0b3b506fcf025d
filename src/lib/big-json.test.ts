import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { maxJsonDepth, parseBigJson, parseBigJsonBytes } from './big-json.ts'

const read = (text: string): unknown => {
  const result = parseBigJson(text)
  if ('refused' in result) throw new Error(result.refused)
  return result.value
}

describe('PLT-2: JSON that keeps every digit', () => {
  test.each([
    ['9007199254740991', 9007199254740991],
    ['9007199254740992', '9007199254740992'],
    ['-9007199254740991', -9007199254740991],
    ['-9007199254740992', '-9007199254740992'],
    ['4705288465508532862', '4705288465508532862'],
    ['0', 0],
    ['1.5', 1.5],
    ['1e3', 1000],
  ])('%s', (text, value) => expect(read(text)).toStrictEqual(value))

  test('any integer survives as its own digits', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 40n), max: 10n ** 40n }), (integer) => {
        const value = (read(`{"id":${integer}}`) as { id: unknown }).id
        expect(String(value)).toBe(String(integer))
        expect(typeof value).toBe(Number.isSafeInteger(Number(integer)) ? 'number' : 'string')
      }),
    )
  })

  test('agrees with JSON.parse wherever that loses nothing', () => {
    const value = fc.jsonValue({ maxDepth: 6, noUnicodeString: false }).filter((candidate) => {
      const text = JSON.stringify(candidate)
      return !text.includes('__proto__') && !/-0[,\]}]|^-0$/.test(text)
    })
    fc.assert(
      fc.property(value, (candidate) => {
        const text = JSON.stringify(candidate)
        if (/\d{16}/.test(text)) return
        expect(read(text)).toEqual(JSON.parse(text))
      }),
    )
  })

  test('never throws, whatever the text', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.json()), (text) => {
        const result = parseBigJson(text)
        expect('refused' in result || 'value' in result).toBe(true)
      }),
    )
  })

  test('never throws, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
        const result = parseBigJsonBytes(bytes)
        expect('refused' in result || 'value' in result).toBe(true)
      }),
    )
  })
})

describe('PLT-2: what is refused', () => {
  const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth)
  test.each([
    ['{"__proto__":{"admin":true}}', 'prototype'],
    ['{"a":[{"\\u005f_proto__":1}]}', 'prototype'],
    [nested(maxJsonDepth + 1), 'depth'],
    ['['.repeat(100_000), 'depth'],
    ['{"a":1,"a":2}', 'syntax'],
    ['1e999', 'syntax'],
    ['', 'syntax'],
    ['{', 'syntax'],
    ['[1,]', 'syntax'],
    ['nul', 'syntax'],
    ['"\u0001"', 'syntax'],
  ])('%#: %s', (text, refused) => expect(parseBigJson(text)).toEqual({ refused }))

  test('the depth bound is inclusive, and brackets inside strings do not count', () => {
    expect('value' in parseBigJson(nested(maxJsonDepth))).toBe(true)
    expect(read(`["${'['.repeat(50)}\\"["]`)).toEqual([`${'['.repeat(50)}"[`])
  })

  test('a string value that reads __proto__ is only text', () => expect(read('["__proto__"]')).toEqual(['__proto__']))

  test('bytes that are not UTF-8', () =>
    expect(parseBigJsonBytes(new Uint8Array([0x22, 0xff, 0x22]))).toEqual({ refused: 'syntax' }))
})
