import { roomHueOf } from './hue.ts'
import styles from './Stage.module.css'

interface StageProps {
  readonly ownerId: string
  /** `shop` has a tea table, `studio` a microphone; `closed` is the same room at night, empty */
  readonly scene: 'shop' | 'studio' | 'closed'
}

/** The drawn, looping room behind everything: a round window, a lamp, somebody at the table. Its light takes the owner's hue. */
export function Stage({ ownerId, scene }: StageProps) {
  const hue = roomHueOf(ownerId)
  const open = scene !== 'closed'
  return (
    <div className={styles.stage} aria-hidden="true" style={{ '--hue': hue } as React.CSSProperties}>
      <svg viewBox="0 0 390 844" preserveAspectRatio="xMidYMid slice">
        <Light scene={scene} />
        <rect width="390" height="844" fill="url(#wall)" />
        <Window scene={scene} />
        <Shelves open={open} />
        {open && <Host studio={scene === 'studio'} />}
        <Table />
        {scene === 'studio' ? <Microphone /> : <TeaSet steaming={open} />}
        <Lamp lit={open} />
        {open && <Dust />}
        <rect width="390" height="844" fill="url(#scrim)" />
      </svg>
    </div>
  )
}

const glows = {
  shop: ['#ffe3b3', '#f3a86b', '#c8655a'],
  studio: ['#ffd3e4', '#a06bc8', '#3d3a86'],
  closed: ['#8fa3c4', '#465878', '#27324a'],
} as const

function Light({ scene }: { readonly scene: StageProps['scene'] }) {
  const open = scene !== 'closed'
  const [heart, middle, edge] = glows[scene]
  return (
    <defs>
      <linearGradient id="wall" x1="0" y1="0" x2="0" y2="1">
        <stop offset="0" className={open ? styles.wallTop : styles.nightTop} />
        <stop offset="0.62" className={open ? styles.wallMiddle : styles.nightMiddle} />
        <stop offset="1" className={styles.wallBottom} />
      </linearGradient>
      <radialGradient id="glow" cx="0.5" cy="0.55" r="0.62">
        <stop offset="0" stopColor={heart} />
        <stop offset="0.55" stopColor={middle} />
        <stop offset="1" stopColor={edge} />
      </radialGradient>
      <radialGradient id="lampLight">
        <stop offset="0" stopColor="#ffe9c4" stopOpacity="0.75" />
        <stop offset="1" stopColor="#ffcf8f" stopOpacity="0" />
      </radialGradient>
      <linearGradient id="scrim" x1="0" y1="0" x2="0" y2="1">
        <stop offset="0" stopColor="#101114" stopOpacity="0.5" />
        <stop offset="0.16" stopColor="#101114" stopOpacity="0" />
        <stop offset="0.5" stopColor="#101114" stopOpacity="0" />
        <stop offset="0.82" stopColor="#101114" stopOpacity="0.66" />
        <stop offset="1" stopColor="#101114" stopOpacity="0.9" />
      </linearGradient>
      <clipPath id="pane">
        <circle cx="195" cy="262" r="132" />
      </clipPath>
    </defs>
  )
}

function Window({ scene }: { readonly scene: StageProps['scene'] }) {
  return (
    <g>
      <circle cx="195" cy="262" r="141" fill="#1b1519" opacity="0.55" />
      <circle cx="195" cy="262" r="132" fill="url(#glow)" />
      <g clipPath="url(#pane)">
        <path className={styles.farHill} d="M40 330c40-40 70-46 104-22s56 8 86-14 70-18 120 20v90H40z" />
        <path className={styles.nearHill} d="M40 364c52-22 84-10 122 0s98-26 188 0v60H40z" />
        <circle cx="254" cy="196" r="24" fill="#fff4dc" opacity={scene === 'closed' ? 0.85 : 0.6} />
        <g className={styles.sway}>
          <Bamboo x={92} lean={6} />
          <Bamboo x={116} lean={-3} />
        </g>
        <g className={styles.swayLate}>
          <Bamboo x={306} lean={-8} />
        </g>
      </g>
      <circle cx="195" cy="262" r="132" fill="none" stroke="#251b1c" strokeWidth="7" />
      <path d="M195 130v264M63 262h264" stroke="#251b1c" strokeWidth="3" opacity="0.35" />
    </g>
  )
}

function Bamboo({ x, lean }: { readonly x: number; readonly lean: number }) {
  return (
    <g fill="#3a2a2e" stroke="#3a2a2e" opacity="0.72">
      <path d={`M${x} 410q${lean} -150 ${lean * 2} -300`} fill="none" strokeWidth="5" />
      {[150, 196, 250, 300].map((y, index) => (
        <path
          key={y}
          strokeWidth="0"
          d={
            index % 2 === 0
              ? `M${x + lean} ${y}q26 2 44 24q-28 0 -44 -18zM${x + lean} ${y}q14 14 18 38q-20 -12 -20 -32z`
              : `M${x + lean} ${y}q-26 2 -44 24q28 0 44 -18zM${x + lean} ${y}q-14 14 -18 38q20 -12 20 -32z`
          }
        />
      ))}
    </g>
  )
}

function Shelves({ open }: { readonly open: boolean }) {
  return (
    <g opacity={open ? 1 : 0.6}>
      <path d="M0 208h38v6H0zM0 316h34v6H0zM352 250h38v6h-38z" fill="#2a1d1f" />
      <path d="M6 208c-3-16 0-24 4-30v-8h8v8c5 6 8 14 5 30z" fill="#7d9c97" />
      <path d="M25 208v-20h10v20z" fill="#b98572" />
      <path d="M4 316c-2-14 3-22 11-22s13 8 11 22z" fill="#c9a27e" />
      <path d="M362 250c-3-20 1-30 6-36v-9h9v9c6 6 9 16 6 36z" fill="#93788a" />
    </g>
  )
}

function Host({ studio }: { readonly studio: boolean }) {
  return (
    <g className={styles.breathe}>
      <path className={styles.robe} d="M104 560c2-74 26-112 62-122l29-8 29 8c36 10 60 48 62 122z" />
      <path d="M170 437l25 44 25-44-25-9z" fill="#f6e7d8" />
      <path d="M180 404h30v30c0 10-30 10-30 0z" fill="#e2a988" />
      <g className={styles.nod}>
        <path d="M147 374c-6-54 18-78 48-78s54 24 48 78c-2 22-8 34-14 42h-68c-6-8-12-20-14-42z" fill="#2c1f26" />
        <path d="M161 362c0-34 12-48 34-48s34 14 34 48c0 36-14 56-34 56s-34-20-34-56z" fill="#f2c3a2" />
        <path
          d="M158 366c2-30 14-44 34-46 10 10 28 20 42 20 0 8 0 16-1 24-2-10-4-14-8-18-18-2-34-8-44-18-10 8-18 22-23 38z"
          fill="#2c1f26"
        />
        <g className={styles.blink}>
          <path
            d="M176 368q5-5 10 0M204 368q5-5 10 0"
            fill="none"
            stroke="#3b2a2c"
            strokeWidth="3"
            strokeLinecap="round"
          />
        </g>
        <path d="M186 394q9 8 18 0" fill="none" stroke="#b4544c" strokeWidth="3" strokeLinecap="round" />
        <circle cx="172" cy="384" r="6" fill="#ec9a86" opacity="0.5" />
        <circle cx="218" cy="384" r="6" fill="#ec9a86" opacity="0.5" />
        {studio && (
          <g fill="none" stroke="#e9e4dd" strokeWidth="6" strokeLinecap="round">
            <path d="M150 362c0-44 18-66 45-66s45 22 45 66" />
            <path d="M150 358v20M240 358v20" strokeWidth="14" />
          </g>
        )}
      </g>
      {!studio && (
        <g className={styles.offer}>
          <path className={styles.robeEdge} d="M262 470c20 22 26 52 6 66l-44-10 6-20 20-4z" />
          <circle cx="226" cy="512" r="12" fill="#f2c3a2" />
          <path d="M206 488h30l-4 20q-11 7-22 0z" fill="#dfeae4" />
          <path d="M206 488h30" stroke="#8fb3a6" strokeWidth="3" strokeLinecap="round" />
          <Steam x={220} y={482} />
        </g>
      )}
    </g>
  )
}

function Table() {
  return (
    <g>
      <path d="M-10 552h410v20H-10z" fill="#6d4638" />
      <path d="M-10 552h410v5H-10z" fill="#94634c" />
      <path d="M-10 572h410v272H-10z" fill="#3c2622" />
    </g>
  )
}

function TeaSet({ steaming }: { readonly steaming: boolean }) {
  return (
    <g>
      <path d="M62 552c-9-12-9-34 8-40h36c17 6 17 28 8 40z" fill="#8fb3a6" />
      <path d="M112 524c14-2 20-8 24-16l7 4c-4 14-12 24-28 28zM70 512q18-12 36 0z" fill="#7aa093" />
      <circle cx="88" cy="503" r="5" fill="#7aa093" />
      <path d="M62 520c-14-2-18 20-2 22" fill="none" stroke="#7aa093" strokeWidth="5" />
      <path d="M292 534h26l-4 18h-18zM326 538h22l-3 14h-16z" fill="#dfeae4" />
      {steaming && <Steam x={305} y={528} />}
    </g>
  )
}

function Microphone() {
  return (
    <g>
      <path
        d="M300 552l-20-70 22-46"
        fill="none"
        stroke="#17181c"
        strokeWidth="7"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
      <path d="M276 552h46v-9h-46z" fill="#17181c" />
      <rect x="274" y="412" width="44" height="26" rx="13" transform="rotate(-24 296 425)" fill="#3b3d45" />
      <rect x="262" y="418" width="22" height="26" rx="10" transform="rotate(-24 273 431)" fill="#8a8e99" />
      <path d="M74 552c0-18 8-30 20-30s20 12 20 30z" fill="#c9737a" />
    </g>
  )
}

function Steam({ x, y }: { readonly x: number; readonly y: number }) {
  return (
    <g fill="none" stroke="#fff" strokeLinecap="round" strokeWidth="2.5">
      <path className={styles.steam} d={`M${x - 6} ${y}q-6-9 0-18t0-18`} />
      <path className={styles.steamLate} d={`M${x + 6} ${y}q6-8 0-16t0-16`} />
    </g>
  )
}

function Lamp({ lit }: { readonly lit: boolean }) {
  return (
    <>
      {/* the light stands still: repainting so large an area each frame would warm the phone */}
      {lit && <ellipse cx="316" cy="150" rx="120" ry="104" fill="url(#lampLight)" />}
      <g className={styles.hang}>
        <path d="M316 0v104" stroke="#1d1517" strokeWidth="3" />
        <path d="M288 142c0-24 10-38 28-38s28 14 28 38z" fill={lit ? '#f7d9a6' : '#5a5460'} />
        <path d="M284 140h64v7h-64z" fill="#2a1d1f" />
      </g>
    </>
  )
}

/** Motes in the lamp's light; their places are fixed, so that nothing is random. */
const motes = [
  [40, 430, 3],
  [92, 170, 2],
  [230, 128, 2],
  [344, 404, 2],
  [330, 200, 2.5],
] as const

function Dust() {
  return (
    <g fill="#ffe9c4">
      {motes.map(([x, y, r], index) => (
        <circle key={x} className={styles.mote} cx={x} cy={y} r={r} style={{ animationDelay: `${index * -1.7}s` }} />
      ))}
    </g>
  )
}
