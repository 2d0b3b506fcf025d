// node scripts/icons.mjs: draws the icons that must be pixels (home screens, notifications) from web/public/icon.svg.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { root, say } from './lib/run.mjs'

const folder = join(root, 'web/public')
const svg = readFileSync(join(folder, 'icon.svg'), 'utf8')
// systems cut the corners themselves, and up to a fifth of each side of a maskable icon
const whole = svg.replace(' rx="9"', '')
const maskable = whole
  .replace('viewBox="0 0 32 32"', 'viewBox="-4 -4 40 40"')
  .replace('width="32" height="32"', 'x="-4" y="-4" width="40" height="40"')
// a notification's small mark is its shape alone
const mark = whole
  .replace(/<rect[^>]*>/, '')
  .replace('#f0483e', '#fff')
  .replace('0 0 32 32', '4 4 24 24')

const icons = [
  ['apple-touch-icon', whole, 180],
  ['icon-192', svg, 192],
  ['icon-512', svg, 512],
  ['icon-maskable-512', maskable, 512],
  ['icon-mark-96', mark, 96],
]
for (const [name, drawing, size] of icons) {
  const { size: bytes } = await sharp(Buffer.from(drawing), { density: (72 * size) / 24 })
    .resize(size, size)
    .png({ palette: true, compressionLevel: 9 })
    .toFile(join(folder, `${name}.png`))
  say(`${name}.png ${bytes} bytes`)
}
