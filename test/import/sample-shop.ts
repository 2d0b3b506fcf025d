/** A small shop's export for tests: orders over a year and returns without an order, always the same. */
const DAY = 86_400_000

export const header = 'Order,Customer,Sku,Pieces,Price,Paid at'

/** Every line after the header, oldest first; `orders` orders of one to four lines, every seventh followed by a return a minute later. */
export function shopLines(orders: number): string[] {
  let seed = 7
  const pick = (below: number): number => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648
    return Math.floor((seed / 2_147_483_648) * below)
  }
  const lines: string[] = []
  let at = Date.UTC(2024, 0, 1, 1)
  const time = () => new Date(at).toISOString().slice(0, 19).replace('T', ' ')
  for (let order = 1; order <= orders; order += 1) {
    at += Math.floor((300 * DAY) / orders)
    const customer = `c${pick(40)}`
    for (let line = 0; line <= pick(4); line += 1)
      lines.push(
        `${order},${customer},sku-${pick(9)},${1 + pick(5)},${pick(90)}.${String(pick(100)).padStart(2, '0')},${time()}`,
      )
    at += 60_000
    if (order % 7 === 0) lines.push(`R${order},${customer},sku-${pick(9)},-${1 + pick(3)},${1 + pick(20)}.50,${time()}`)
  }
  return lines
}

export const shopMap = {
  currency: 'CNY',
  inTimeOrder: true,
  order: { column: 'Order' },
  customer: { column: 'Customer' },
  product: { column: 'Sku' },
  quantity: { column: 'Pieces' },
  price: { column: 'Price', per: 'piece' },
  time: { column: 'Paid at', format: 'yyyy-MM-dd HH:mm:ss', timeZone: 'Asia/Shanghai' },
  returns: { orderPrefix: 'R' },
}
