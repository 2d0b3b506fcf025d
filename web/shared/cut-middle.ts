const segmenter = new Intl.Segmenter('zh', { granularity: 'grapheme' })

/** Cuts `text` in the middle so that it fits `width`: the head gets two thirds of what stays, the tail one. At least one letter stays on each side. */
export function cutMiddle(text: string, width: number, measure: (text: string) => number): string {
  if (width <= 0 || measure(text) <= width) return text
  const letters = [...segmenter.segment(text)].map((part) => part.segment)
  let low = 2
  let high = letters.length - 1
  while (low < high) {
    const kept = Math.ceil((low + high) / 2)
    if (measure(cutTo(letters, kept)) <= width) low = kept
    else high = kept - 1
  }
  return letters.length <= 2 ? text : cutTo(letters, low)
}

function cutTo(letters: readonly string[], kept: number): string {
  const tail = Math.max(1, Math.floor(kept / 3))
  return `${letters
    .slice(0, kept - tail)
    .join('')
    .trimEnd()}…${letters.slice(-tail).join('').trimStart()}`
}
