/**
 * A made-up order in the shape of `order.orderDetail` (fields as public clients document them), for any order id: two lines, bought in live room
 * 7300000000000000001 by a buyer named after the order. Serves `orderDetail: 'recorded'` in a sandbox and the test button.
 */
export function recordedOrder(orderId: string): unknown {
  const line = (number: number, payAmount: number) => ({
    order_id: `${orderId}${number}`,
    parent_order_id: orderId,
    product_id_str: `347319604997432615${number}`,
    item_num: number,
    pay_amount: payAmount,
    post_amount: 0,
    room_id_str: '7300000000000000001',
    author_id: '2950000000000000001',
    theme_type_desc: '直播间',
  })
  return {
    shop_order_detail: {
      order_id: orderId,
      doudian_open_id: `1@#recorded/${orderId}`,
      order_status: 2,
      pay_amount: 2_990,
      sku_order_list: [line(1, 1_990), line(2, 1_000)],
    },
  }
}
