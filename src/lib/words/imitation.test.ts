import { expect, test } from 'vitest'
import { imitatorsOf } from './imitation.ts'

test.each([
  '小雨官方',
  '官 方 客 服',
  '官\u200b方',
  '客\u202e服',
  '群主本人',
  '店長',
  'ＯＦＦＩＣＩＡＬ',
  'LuoOfficial',
  'officiaI',
  '0fficial',
  'оffісіаl',
  'luo_admin1',
  'Customer-Service',
  '𝓼𝓾𝓹𝓹𝓸𝓻𝓽',
])('GRP-11: %j holds an official word', (name) => {
  expect(imitatorsOf('罗小雨')(name)).toBe(true)
})

test.each(['林同学', 'badminton', 'supporter', '服务客人', '官', '小雨', '🌧️', '', null])(
  'GRP-11: %j imitates nobody',
  (name) => {
    expect(imitatorsOf('罗小雨')(name)).toBe(false)
  },
)

test.each([
  ['罗小雨', '罗小雨'],
  ['罗小雨', '羅小雨'],
  ['罗小雨', '我是罗-小-雨'],
  ['Ivy Luo', 'lvy  Luo'],
  ['Ivy Luo', 'ІVY LUО'],
  ['Luo', 'Iuo'],
  ['Al', 'al!'],
  ['雨', '雨'],
  ['B1', 'Bl'],
])('GRP-11: of %j, %j is an imitation', (owner, name) => {
  expect(imitatorsOf(owner)(name)).toBe(true)
})

test.each([
  ['Al', 'Alice'],
  ['雨', '下雨天'],
  ['***', '林'],
  ['🌧️', '🌧️'],
  ['', '林'],
])('GRP-11: of %j, %j is none', (owner, name) => {
  expect(imitatorsOf(owner)(name)).toBe(false)
})
