import type { BenefitKind, HonourStyle } from '../../src/contract/benefits.ts'

/** 40 × 40, one stroke: the six kinds (BEN-1). */
const kinds: Readonly<Record<BenefitKind, string>> = {
  coupon: 'M6 12h28v5a3 3 0 0 0 0 6v5H6v-5a3 3 0 0 0 0-6zM24 13v3M24 19v3M24 25v2.5',
  service: 'M20 5.5 32 10v9c0 8-5 13-12 15.5C13 32 8 27 8 19v-9zM14.5 20l4 4 7.5-8',
  honour: 'M20 5l3.2 7.2 7.8.9-5.8 5.3 1.6 7.7-6.8-3.9-6.8 3.9 1.6-7.7L9 13.1l7.8-.9zM13 29l-2 6M27 29l2 6M20 31v4',
  product:
    'M9 14h22l2 20H7zM14 17v-4.5a6 6 0 0 1 12 0V17M20 22l1.3 2.7 3 .4-2.2 2.1.5 3-2.6-1.4-2.6 1.4.5-3-2.2-2.1 3-.4z',
  redPacket:
    'M10 5h20a2 2 0 0 1 2 2v26a2 2 0 0 1-2 2H10a2 2 0 0 1-2-2V7a2 2 0 0 1 2-2zM8 12c6 4.5 18 4.5 24 0M17.5 21.5 20 24.5l2.5-3M20 24.5V29M17.5 26.2h5',
  luckyBag:
    'M14 12c-6 4-9 9-9 14 0 6 5 9 15 9s15-3 15-9c0-5-3-10-9-14zM13 12h14M14.5 12 11 5.5c3 1 4 1 6 0 2 1.5 4 1.5 6 0 2 1 3 1 6 0L25.5 12M20 19.5l2 4 4.3.6-3.1 3 .7 4.3-3.9-2-3.9 2 .7-4.3-3.1-3 4.3-.6z',
}

/** The six looks of an honour: what is drawn in the room, held still. */
const styles: Readonly<Record<HonourStyle, string>> = {
  breeze: 'M5 15h18a4.5 4.5 0 1 0-4.5-4.5M5 21h25a4.5 4.5 0 1 1-4.5 4.5M5 27h12a4 4 0 1 1-4 4',
  aurora: 'M6 33c1-12 3-20 7-26M14 34c0-10 2-19 6-27M22 34c0-9 2-17 6-24M30 34c0-8 1-14 4-19',
  comet: 'M27 10.5l1.9 3.9 4.3.6-3.1 3 .7 4.3-3.8-2-3.8 2 .7-4.3-3.1-3 4.3-.6zM20 22 6 34M16 18 5 26M25 26l-9 9',
  lantern:
    'M14 9h12M15 9c-6 3-8 6.5-8 10.5S9 27 15 30h10c6-3 8-6.5 8-10.5S31 12 25 9M15 30h10M20 5v4M20 30v6M20 9c-3.5 6-3.5 15 0 21M20 9c3.5 6 3.5 15 0 21',
  ripple:
    'M20 22.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5zM20 28.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17zM20 35a15 15 0 1 0 0-30 15 15 0 0 0 0 30z',
  laurel:
    'M17 34C9 31 6 24 8 12M23 34c8-3 11-10 9-22M8 12c4 1 6 3.5 5.5 8-4-1-6-3.5-5.5-8zM32 12c-4 1-6 3.5-5.5 8 4-1 6-3.5 5.5-8zM8.5 22c4-.5 6.5 1.5 7.5 5.5-4 .5-6.5-1.5-7.5-5.5zM31.5 22c-4-.5-6.5 1.5-7.5 5.5 4 .5 6.5-1.5 7.5-5.5z',
}

/** A kind of benefit as a drawing; an honour has the look that was chosen for it. `size` in rem. */
export function BenefitGlyph({
  kind,
  style,
  size = 2.5,
}: {
  readonly kind: BenefitKind
  readonly style?: HonourStyle | undefined
  readonly size?: number
}) {
  return (
    <svg
      viewBox="0 0 40 40"
      width={`${size}rem`}
      height={`${size}rem`}
      fill="none"
      stroke="currentColor"
      strokeWidth={size < 1.75 ? 3 : 2}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      style={{ flex: 'none' }}
    >
      <path d={kind === 'honour' && style !== undefined ? styles[style] : kinds[kind]} />
    </svg>
  )
}
