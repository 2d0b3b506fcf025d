import type { EventStatus } from '../contract/events.ts'

interface LineWord {
  readonly status: Extract<EventStatus, 'ignored' | 'rejected'>
  readonly zh: string
  readonly en: string
}

const ignored = (zh: string, en: string): LineWord => ({ status: 'ignored', zh, en })
const rejected = (zh: string, en: string): LineWord => ({ status: 'rejected', zh, en })

/** What the importer itself says of a line (`byCode`), beside the codes of `contract/rejections.ts` that the engine gives. */
export const lineWords = {
  line_malformed: rejected('这一行不是合法的 JSON 或 CSV', 'The line is not well-formed JSON or CSV'),
  line_columns: rejected('列数与表头不同', 'The line has another number of columns than the header'),
  line_too_long: rejected('这一行太长', 'The line is too long'),
  order_id_invalid: rejected(
    '订单号为空或含有不可用的字符',
    'The order id is empty or holds characters that ids cannot have',
  ),
  customer_id_invalid: rejected('顾客编号含有不可用的字符', 'The customer id holds characters that ids cannot have'),
  product_id_invalid: rejected('商品编号为空或过长', 'The product id is empty or too long'),
  line_id_invalid: rejected(
    '行编号为空或含有不可用的字符',
    'The line id is empty or holds characters that ids cannot have',
  ),
  quantity_invalid: rejected('数量不是整数', 'The quantity is not a whole number'),
  price_invalid: rejected('价格不是数字', 'The price is not a number'),
  time_invalid: rejected('时间与所说的格式不符', 'The time is not of the format the map tells'),
  other_owner: rejected('事件属于另一个主播或商家', 'The event is of another owner than --owner'),
  other_customer: rejected('同一订单里有另一位顾客', 'A line of this order names another customer'),
  order_closed: rejected(
    '该订单的其他行早已出现,这一行隔得太远',
    'The other lines of this order came long before; set "inTimeOrder": false in the map',
  ),
  order_too_long: rejected('一个订单的行数过多', 'The order has more lines than an event can carry'),
  no_customer: ignored('没有顾客编号', 'No customer'),
  left_out: ignored('不是商品(由映射排除)', 'No product: left out by the map'),
  repeated_line: ignored('重复的行(由映射排除)', 'A repeated line: left out by the map'),
  price_not_positive: ignored('价格为零或负', 'The price is zero or negative'),
  quantity_not_positive: ignored('数量不为正且不是退货', 'The quantity is not positive and the line is no return'),
  amount_zero: ignored('金额不足最小货币单位', 'The amount is less than the smallest unit of the currency'),
  return_not_bought: ignored(
    '退货:此文件中没有该顾客购买该商品的记录(多为更早的购买)',
    'A return of what this customer did not buy in this file before, most likely bought earlier',
  ),
  return_more_than_bought: ignored('退货:数量超过此前购买', 'A return of more than was bought and not yet returned'),
  return_nothing_left: ignored(
    '退货:对应订单已没有可退的金额',
    'A return for which the matched order has nothing left to give back',
  ),
} as const satisfies Record<string, LineWord>

export type LineCode = keyof typeof lineWords
