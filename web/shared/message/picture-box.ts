/** The longer side of a picture in a chat, in rem; a very long or wide one is cut. */
const longest = 11
const shortest = 4.5

/** The box of a picture, known before it is loaded, so that nothing moves when it comes. @param width of the picture, in pixels */
export function pictureBox(width: number, height: number): { readonly width: string; readonly aspectRatio: string } {
  const ratio = Math.min(longest / shortest, Math.max(shortest / longest, width > 0 && height > 0 ? width / height : 1))
  const wide = ratio >= 1 ? longest : longest * ratio
  return { width: `${wide.toFixed(3)}rem`, aspectRatio: ratio.toFixed(4) }
}
