import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { id } from '../contract/forms.ts'
import { idTextOf, instantOf, integerOf, platformId, spokenText, textOf } from './fields.ts'
import { secretBox } from './secret-box.ts'

describe('PLT-8: platform ids become ours', () => {
  test.each([
    ['_000abc-XYZ', '_000abc-XYZ'],
    ['4705288465508532862', '4705288465508532862'],
    ['1@#a/b+c', 'x:1@:23.a:2f.b:2b.c'],
    ['x:1', 'x:x:3a.1'],
  ])('%s → %s', (raw, ours) => expect(platformId(raw)).toBe(ours))

  test('every result is an id of ours, and different ids stay different', () => {
    const raw = fc.string({ unit: 'binary', maxLength: 200 })
    fc.assert(
      fc.property(raw, raw, (one, other) => {
        expect(id.safeParse(platformId(one)).success).toBe(true)
        expect(platformId(one) === platformId(other)).toBe(one === other)
        // and making an id of an id changes nothing that could meet another
        expect(platformId(platformId(one)) === platformId(platformId(other))).toBe(one === other)
      }),
    )
  })
})

describe('PLT-2: reading fields', () => {
  test.each([
    [3, 3],
    ['3', 3],
    ['-3', -3],
    [3.5, null],
    ['3.5', null],
    ['', null],
    [null, null],
    ['9007199254740992', null],
    ['9007199254740991', 9_007_199_254_740_991],
    [true, null],
    [[3], null],
  ])('integer %j → %j', (value, expected) => expect(integerOf({ value }, 'value')).toBe(expected))

  test.each([
    [1_649_068_964, 1_649_068_964_000],
    ['1649068964', 1_649_068_964_000],
    [1_649_068_964_123, 1_649_068_964_123],
    [99_999_999_999, 99_999_999_999_000],
    [100_000_000_000, 100_000_000_000],
    [253_402_300_799_999, 253_402_300_799_999],
    [253_402_300_800_000, null],
    [0, null],
    [-1, null],
    ['soon', null],
  ])('instant %j → %j', (value, expected) => expect(instantOf({ value }, 'value')).toBe(expected))

  test('text: the first that is there; ids only where the store can hold them', () => {
    expect(textOf({ a: '', b: 5 }, 'a', 'b')).toBe('5')
    expect(textOf({ a: {} }, 'a')).toBeNull()
    expect(idTextOf({ a: 'x\u0000' }, 'a')).toBeNull()
    expect(idTextOf({ a: '中' }, 'a')).toBeNull()
    expect(idTextOf({ a: 'x'.repeat(201) }, 'a')).toBeNull()
  })

  test('what viewers type can always be stored', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (typed) => {
        const text = spokenText(typed) ?? ''
        expect(text.isWellFormed() && !text.includes('\u0000') && text.length <= 2_000).toBe(true)
      }),
    )
    expect(spokenText('\u0000')).toBeNull()
    expect(spokenText('😀'.repeat(1_500))).toHaveLength(2_000)
  })
})

describe('PLT-1: secrets at rest', () => {
  const box = secretBox('deployment secret')
  test('what is sealed opens under the same key and connection only', () => {
    const sealed = box.seal({ signing: 'whsec_x' }, 'c1')
    expect(sealed).not.toContain('whsec')
    expect(box.seal({ signing: 'whsec_x' }, 'c1')).not.toBe(sealed)
    expect(box.open(sealed, 'c1')).toEqual({ signing: 'whsec_x' })
    expect(box.open(sealed, 'c2')).toBeNull()
    expect(secretBox('another').open(sealed, 'c1')).toBeNull()
    // one bit of the last byte, which is any byte: written over with a fixed one it would be the same now and then
    const changed = Buffer.from(sealed.slice('v1.'.length), 'base64url')
    changed.writeUInt8(changed.readUInt8(changed.length - 1) ^ 1, changed.length - 1)
    expect(box.open(`v1.${changed.toString('base64url')}`, 'c1')).toBeNull()
    for (const broken of ['', 'v1', 'v1.', 'v2.AAAA', 'v1.AAAA']) expect(box.open(broken, 'c1')).toBeNull()
  })
})
