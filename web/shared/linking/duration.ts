/** Seconds as a call's clock shows them: 03:07, 1:02:05. */
export function clockOf(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds))
  const two = (value: number): string => String(value).padStart(2, '0')
  const minutes = `${two(Math.floor(whole / 60) % 60)}:${two(whole % 60)}`
  return whole < 3_600 ? minutes : `${Math.floor(whole / 3_600)}:${minutes}`
}
