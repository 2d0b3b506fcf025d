import type { Say } from '../../text.ts'

/** A wait in words: seconds below two minutes, minutes below two hours, hours below two days, days. */
export function waitWords(seconds: number, say: Say): string {
  const whole = Math.max(0, Math.round(seconds))
  if (whole < 120) return say('service.seconds', { n: whole })
  if (whole < 7_200) return say('service.minutes', { n: Math.round(whole / 60) })
  return whole < 172_800
    ? say('service.hours', { n: Math.round(whole / 3_600) })
    : say('service.days', { n: Math.round(whole / 86_400) })
}
