/** Characters of the world. Rates are per hour in the room, chances per occasion. */
export interface Persona {
  /** of a hundred fans, how many are so */
  readonly share: number
  /** chance to come to a session */
  readonly comes: number
  /** mean stay in a room, minutes */
  readonly staysMinutes: number
  readonly comments: number
  readonly likes: number
  readonly shares: number
  readonly views: number
  readonly carts: number
  readonly orders: number
  /** light badges and coins, in live mode only */
  readonly gifts: number
  /** which goods: at or under this share of the shelf by price, or over it */
  readonly purse: 'cheap' | 'any' | 'dear'
  readonly piecesMost: number
  readonly refunds: number
  readonly reviews: number
  /** chance that a stranger of this kind joins while he is there */
  readonly joins: number
  /** chance that a member leaves the club after a session */
  readonly leaves: number
  /** orders a year that a shop's history holds of him */
  readonly pastOrders: number
}

export const personaNames = [
  'lurker',
  'chatter',
  'regular',
  'bigSpender',
  'bargainHunter',
  'refunder',
  'deserter',
  'nightOwl',
  'gifter',
  'passerBy',
] as const
export type PersonaName = (typeof personaNames)[number]

const quiet: Persona = {
  share: 30,
  comes: 0.4,
  staysMinutes: 35,
  comments: 0.2,
  likes: 2,
  shares: 0.05,
  views: 2,
  carts: 0.3,
  orders: 0.05,
  gifts: 0.05,
  purse: 'any',
  piecesMost: 1,
  refunds: 0.03,
  reviews: 0.1,
  joins: 0.25,
  leaves: 0.006,
  pastOrders: 1,
}

export const personas: Readonly<Record<PersonaName, Persona>> = {
  lurker: quiet,
  chatter: {
    ...quiet,
    share: 14,
    comes: 0.7,
    staysMinutes: 70,
    comments: 26,
    likes: 14,
    shares: 1,
    views: 3,
    carts: 1,
    orders: 0.3,
    gifts: 0.4,
    reviews: 0.4,
    pastOrders: 5,
  },
  regular: {
    ...quiet,
    share: 18,
    comes: 0.75,
    staysMinutes: 60,
    comments: 6,
    likes: 10,
    shares: 0.6,
    views: 4,
    carts: 2,
    orders: 0.5,
    gifts: 0.6,
    reviews: 0.6,
    pastOrders: 12,
  },
  bigSpender: {
    ...quiet,
    share: 6,
    comes: 0.8,
    staysMinutes: 50,
    comments: 3,
    likes: 5,
    shares: 0.3,
    views: 5,
    carts: 3,
    orders: 1.6,
    gifts: 2,
    purse: 'dear',
    piecesMost: 3,
    refunds: 0.02,
    reviews: 0.7,
    pastOrders: 62,
  },
  bargainHunter: {
    ...quiet,
    share: 12,
    comes: 0.5,
    staysMinutes: 30,
    comments: 8,
    likes: 6,
    shares: 1.5,
    views: 12,
    carts: 8,
    orders: 0.7,
    purse: 'cheap',
    piecesMost: 2,
    refunds: 0.06,
    reviews: 0.3,
    pastOrders: 9,
  },
  refunder: {
    ...quiet,
    share: 5,
    comes: 0.6,
    staysMinutes: 40,
    comments: 5,
    likes: 4,
    views: 6,
    carts: 4,
    orders: 1.6,
    piecesMost: 3,
    refunds: 0.75,
    reviews: 0.2,
    pastOrders: 16,
  },
  deserter: {
    ...quiet,
    share: 6,
    comes: 0.55,
    staysMinutes: 20,
    comments: 4,
    likes: 4,
    views: 3,
    orders: 0.2,
    joins: 0.8,
    leaves: 0.45,
  },
  nightOwl: {
    ...quiet,
    share: 6,
    comes: 0.45,
    staysMinutes: 80,
    comments: 10,
    likes: 12,
    views: 3,
    carts: 1.5,
    orders: 0.5,
    gifts: 0.8,
    reviews: 0.3,
    pastOrders: 8,
  },
  gifter: {
    ...quiet,
    share: 5,
    comes: 0.85,
    staysMinutes: 75,
    comments: 6,
    likes: 25,
    shares: 1,
    orders: 0.3,
    gifts: 9,
    reviews: 0.5,
    pastOrders: 10,
  },
  passerBy: {
    ...quiet,
    share: 0,
    comes: 1,
    staysMinutes: 12,
    comments: 2,
    likes: 4,
    shares: 0.1,
    views: 2,
    carts: 0.5,
    orders: 0.15,
    joins: 0.35,
  },
}

const NIGHT_FROM_HOUR = 22
const NIGHT_TO_HOUR = 5

/** Chance that a fan of this kind comes to a session that begins at an hour (0 to 23) of the platform's day. */
export function comesAt(name: PersonaName, hour: number): number {
  const { comes } = personas[name]
  const night = hour >= NIGHT_FROM_HOUR || hour < NIGHT_TO_HOUR
  if (name === 'nightOwl') return night ? Math.min(1, comes * 2) : comes / 4
  return night ? comes * 0.6 : comes
}
