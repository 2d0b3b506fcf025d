/** 32-bit FNV-1a with a last mix, so that neighbouring ids end far apart. */
function hash(text: string): number {
  let value = 0x811c9dc5
  for (const letter of text) value = Math.imul(value ^ (letter.codePointAt(0) ?? 0), 0x01000193)
  value = Math.imul(value ^ (value >>> 16), 0x45d9f3b)
  return (value ^ (value >>> 16)) >>> 0
}

/** A hue (0 to 359) from an id, always the same one: avatars take their colour from it. */
export function hueOf(id: string): number {
  return hash(id) % 360
}

const roomHues = [350, 12, 268, 222, 198, 168, 322, 240] as const

/** The hue of an owner's room: one of those that look good as a wall in lamplight. */
export function roomHueOf(ownerId: string): number {
  return roomHues[hash(ownerId) % roomHues.length] ?? roomHues[0]
}
