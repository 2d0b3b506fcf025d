import { expect, test } from 'vitest'
import { pastedPictures } from './pasted-pictures.ts'

const picture = new File([], 'p.png', { type: 'image/png' })
const sheet = new File([], 's.pdf', { type: 'application/pdf' })

test.each([
  ['a screenshot', [picture], '', [picture]],
  ['words with a picture of them, as a word processor copies', [picture], '今晚七点', []],
  ['files with their names, as a file manager copies', [picture, sheet], 'p.png\ns.pdf', [picture]],
  ['words', [], '今晚七点', []],
  ['a file that is no picture', [sheet], '', []],
])('GRP-8: a pasted picture is sent, pasted words stay words: %s', (_, files, words, pictures) =>
  expect(pastedPictures({ files, getData: () => words })).toEqual(pictures),
)
