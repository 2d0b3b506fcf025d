import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { readMap, type ImportMap } from './map.ts'
import { lineReader, missingColumns, productIdOf } from './shop-line.ts'

const header = 'InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country'.split(',')
const example = new URL('../../docs/examples/online-retail-uk.map.json', import.meta.url)

async function exampleMap(): Promise<ImportMap> {
  const reading = readMap(await readFile(example, 'utf8'))
  if ('problems' in reading) throw new Error(reading.problems.join())
  return reading.map
}

describe('lines by the shipped map', () => {
  it.each([
    [
      '536365,85123A,X,6,2010-12-01 08:26:00,2.55,17850.0,UK',
      { kind: 'sale', orderId: '536365', userId: '17850', quantity: 6, amount: 1530, at: Date.UTC(2010, 11, 1, 8, 26) },
    ],
    [
      'C536383,35004C,X,-1,2011-07-01 09:49:00,4.65,15311.0,UK',
      { kind: 'return', quantity: 1, amount: 465, at: Date.UTC(2011, 6, 1, 8, 49) },
    ],
    ['536414,22139,,56,2010-12-01 11:52:00,0.0,,UK', { code: 'no_customer', isReturn: false }],
    ['C536414,22139,,-5,2010-12-01 11:52:00,1.0,,UK', { code: 'no_customer', isReturn: true, amount: 500 }],
    ['536370,POST,X,3,2010-12-01 08:45:00,18.0,12583.0,FR', { code: 'left_out' }],
    ['1,gift_0001_40,X,3,2010-12-01 08:45:00,18.0,12583.0,FR', { code: 'left_out' }],
    ['A563185,B,X,1,2011-08-12 14:50:00,11062.06,1.0,UK', { code: 'left_out' }],
    ['537197,22841,X,1,2010-12-05 14:02:00,0.0,12647.0,DE', { code: 'price_not_positive' }],
    ['537197,22841,X,-1,2010-12-05 14:02:00,1.0,12647.0,DE', { code: 'quantity_not_positive' }],
    ['537197,22841,X,one,2010-12-05 14:02:00,1.0,12647.0,DE', { code: 'quantity_invalid' }],
    ['537197,22841,X,1,2010-12-05 14:02:00,£1,12647.0,DE', { code: 'price_invalid' }],
    ['537197,22841,X,1,05/12/2010,1.0,12647.0,DE', { code: 'time_invalid' }],
    [',22841,X,1,2010-12-05 14:02:00,1.0,12647.0,DE', { code: 'order_id_invalid' }],
    ['1,,X,1,2010-12-05 14:02:00,1.0,12647.0,DE', { code: 'product_id_invalid' }],
    ['1,2,X,1,2010-12-05 14:02:00,1.0,no body,DE', { code: 'customer_id_invalid' }],
  ])('%s', async (text, expected) => {
    expect(lineReader(await exampleMap(), header)(7, text.split(','))).toMatchObject({ line: 7, ...expected })
  })

  it('names the columns a header lacks', async () =>
    expect(missingColumns(await exampleMap(), ['InvoiceNo', 'UnitPrice', 'StockCode', 'Quantity'])).toEqual([
      'CustomerID',
      'InvoiceDate',
    ]))

  it('product codes become ids and never meet', () => {
    expect(productIdOf('85123A')).toBe('85123A')
    expect(productIdOf('红茶 1')).toBe('@7ea2@@8336@@20@1')
    expect(productIdOf('a@20@b')).not.toBe(productIdOf('a b'))
    expect(productIdOf('')).toBeNull()
    expect(productIdOf('茶'.repeat(40))).toBeNull()
  })

  it('a price of the whole line, in minor units, returns by sign and by the order they name', () => {
    const reading = readMap(
      JSON.stringify({
        currency: 'CNY',
        order: { column: 'o', addPrefix: 'tb:' },
        customer: { column: 'c' },
        product: { column: 'p' },
        price: { column: 'fen', per: 'line', unit: 'minor' },
        time: { column: 't', format: 'iso' },
        returns: { negative: true, ofOrder: { column: 'of', addPrefix: 'tb:' } },
      }),
    )
    if ('problems' in reading) throw new Error(reading.problems.join())
    const read = lineReader(reading.map, ['o', 'c', 'p', 'fen', 't', 'of'])
    expect(read(1, ['1', 'ann', 'tea', '1999', '2024-01-01T00:00:00Z', ''])).toMatchObject({
      kind: 'sale',
      orderId: 'tb:1',
      amount: 1999,
      quantity: 1,
    })
    expect(read(2, ['2', 'ann', 'tea', '-999', '2024-01-01T00:00:00Z', '1'])).toMatchObject({
      kind: 'return',
      amount: 999,
      ofOrder: 'tb:1',
    })
  })

  it.each([
    ['{', 'not JSON'],
    ['{}', 'currency'],
    [JSON.stringify({ time: { column: 't', format: 'yyyy-MM-dd' } }), 'time: Local times need a timeZone'],
    [JSON.stringify({ encoding: 'klingon' }), 'encoding: An encoding such as'],
    [JSON.stringify({ leaveOut: { productPattern: '(' } }), 'leaveOut.productPattern: A regular expression'],
  ])('a wrong map is told by path: %s', (text, words) => {
    const reading = readMap(text)
    expect('problems' in reading ? reading.problems.join('\n') : '').toContain(words)
  })
})
