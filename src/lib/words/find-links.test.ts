import { describe, expect, test } from 'vitest'
import { hasContact, isAllowedHost, linksOf } from './find-links.ts'

const may = (text: string) => linksOf(text).every((host) => isAllowedHost(host, ['taobao.com', 'tiefen.cn']))

describe('links in chat', () => {
  test.each([
    '看taobao.com吧',
    'https://item.taobao.com/item.htm?id=1',
    'HTTP://TAOBAO.COM:80/x',
    'http://user@taobao.com/',
    'm.tiefen.cn/g/abc',
    '今晚八点。come on',
    '3.5折,1.20元,v1.2',
    'yes.No problem. It is so',
    '我看了。你呢',
    '12:30 //',
    'a/b/c',
    '',
  ])('GRP-8: «%s» may be said', (text) => {
    expect(may(text)).toBe(true)
  })

  test.each([
    'evil.com',
    'taobao.com.evil.xyz',
    'eviltaobao.com',
    'taobao.com@evil.com',
    'https://taobao.com@evil.example/',
    'https://evil.example/taobao.com',
    'http://taobao.com evil.cc',
    'https://192.168.0.1/',
    '10.0.0.1:8080',
    'evil．com',
    'evil。com',
    'evil . com',
    'evil点com',
    'evil[.]com',
    'evil (dot) com',
    'evil dot com',
    'e v i l . c o m',
    'ev\u200bil.c\u200bom',
    'ｅｖｉｌ.com',
    // Cyrillic а: another host that looks the same
    'tаobao.com',
    'ta\u0301obao.com',
    '淘宝.com',
    'пример.com',
    't.me/abc',
    'weixin://dl/x',
    'taobao://x',
    'h t t p://evil',
    'https://例子.中国/',
    '去evil.vip领',
  ])('GRP-8: «%s» may not', (text) => {
    expect(may(text)).toBe(false)
  })
})

describe('contacts in chat', () => {
  test.each([
    '13812345678',
    '+86 138-1234-5678',
    '１３８ １２３４ ５６７８',
    '①③⑧①②③④⑤⑥⑦⑧',
    '一三八一二三四五六七八',
    '幺三八 1234 五六七八',
    '加微信: abc_12345',
    '加V xyz98765',
    'VX：wxid_abc123',
    'ＱＱ 123456789',
    '微\u200b信号 abcdef1',
  ])('GRP-8: «%s» names one', (text) => {
    expect(hasContact(text)).toBe(true)
  })

  test.each([
    '订单 202611221234567890',
    '199元',
    '微信支付',
    '加微信好友吗',
    '2026-11-22 12:30:00',
    'qq表情',
    '0571-88888888',
  ])('GRP-8: «%s» names none', (text) => {
    expect(hasContact(text)).toBe(false)
  })
})
