/** Drawings of a call, as `Icon`'s: 24 × 24, one stroke. */
const drawings = {
  call: 'M6 4h3.5l1.5 4.5-2.2 1.4a11 11 0 0 0 5.3 5.3l1.4-2.2L20 14.5V18a2 2 0 0 1-2.2 2A15 15 0 0 1 4 6.2 2 2 0 0 1 6 4z',
  hangUp: 'M3.5 14.5c4.5-4.6 12.5-4.6 17 0l-2.3 2.5-3.2-1.8v-2.4a11 11 0 0 0-6 0v2.4L5.8 17z',
  microphone: 'M12 14a3 3 0 0 0 3-3V6a3 3 0 0 0-6 0v5a3 3 0 0 0 3 3zM5.5 11a6.5 6.5 0 0 0 13 0M12 17.5V21',
  microphoneOff:
    'M15 10.5V6a3 3 0 0 0-5.8-1M9 9v2a3 3 0 0 0 4.5 2.6M5.5 11a6.5 6.5 0 0 0 10 5.5M18.5 11a6 6 0 0 1-.8 3M12 17.5V21M4 3l16 18',
  camera: 'M3.5 7h11v10h-11zM14.5 10.5 20.5 7v10l-6-3.5',
  cameraOff: 'M7 7H3.5v10h11v-2.5M10 7h4.5v4.5M14.5 10.5 20.5 7v10l-3-1.8M4 3l16 18',
  flip: 'M4 9h4l1.5-2.5h5L16 9h4v10H4zM9 14.5a3 3 0 0 1 5-2.2M15 13.5a3 3 0 0 1-5 2.2M14.5 10v2.5H12M9.5 18v-2.5H12',
  link: 'M4.5 6.5h9v8h-6l-3 2.8zM16.5 10h3v9.3L16.5 17h-6',
} as const

export type CallIconName = keyof typeof drawings

/** One icon in the text's colour; the control around it has the name. */
export function CallIcon({ name, size = 1.375 }: { readonly name: CallIconName; readonly size?: number }) {
  return (
    <svg
      viewBox="0 0 24 24"
      width={`${size}rem`}
      height={`${size}rem`}
      fill="none"
      stroke="currentColor"
      strokeWidth="1.7"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d={drawings[name]} />
    </svg>
  )
}
