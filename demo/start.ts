import { join } from 'node:path'
import type { AddressInfo } from 'node:net'
import type { FastifyInstance } from 'fastify'
import { createClient } from '../sdk/client.ts'
import { createCalendar } from '../src/lib/time.ts'
import { greeting, lanAddresses, ON_AIR, ownAddress, PREPARING } from './addresses.ts'
import { offerBenefits } from './benefits.ts'
import { readClock, setClock } from './clock.ts'
import { createGuests } from './guests.ts'
import { openOrders } from './kept-orders.ts'
import { runLive } from './live.ts'
import type { DemoLog } from './log.ts'
import { chooseEvening, playPast } from './past.ts'
import { insist, pause, type Stagehand } from './play.ts'
import { openDesks } from './service.ts'
import { mountShop } from './shop.ts'
import { castOf, hourIn } from './world.ts'

/** How many times as fast as real time the demo's clock runs: a business day in little more than an hour. */
export const DEMO_RATE = 20
/** Where the clock ran on while no server did, it is set a little ahead of what it shows, since it only goes forward. */
const CLOCK_MARGIN_MS = 60_000
const AFTER_FAILURE_MS = 5_000
/** What the clock is set ahead by to let it stand, try by try; milliseconds of real time. */
const FREEZE_AHEAD_MS = [1_000, 4_000, 16_000, 64_000]

/** What the demo remembers in the store it made. */
export interface Mark {
  readonly seed: string
  /** UTC ms of decision time */
  readonly showStart: number
  readonly stage: 'past' | 'show'
}

/** What the demo is given: a server to hang its shop on, the key, and a mark in the store. All else goes through the public API. */
export interface DemoOptions {
  readonly server: FastifyInstance
  readonly host: string
  readonly dataFolder: string
  readonly timeZone: string
  readonly secretKey: string
  readonly mark: { read(): Promise<Mark | null>; write(mark: Mark): Promise<void> }
  /** UTC ms of the machine */
  readonly realNow: () => number
  readonly log: DemoLog
  readonly say: (text: string) => void
  /** `DEMO_RATE` unless given */
  readonly rate?: number
}

export interface Demo {
  /** To be called once the server listens: greets, tells the past where it must, and runs the show in the background. */
  begin(): void
  /** Resolves when the show runs, or the demo was stopped before. */
  readonly running: Promise<void>
  /** Stops the show and lets the clock stand, so that the next start goes on here. */
  stop(): Promise<void>
}

/** Mounts the demo's shop on a server that does not listen yet. */
export async function mountDemo(options: DemoOptions): Promise<Demo> {
  const { server, host, secretKey, timeZone, log } = options
  let base = ''
  let stopping = false
  const port = () => (server.server.address() as AddressInfo).port
  // the address is known once the server listens; nobody can call before
  const client = createClient({ baseUrl: 'http://demo.invalid', token: secretKey, fetch: sendTo(() => base) })
  const hand: Stagehand = { client, log, stopping: () => stopping }
  const guests = createGuests(client, { secretKey, baseUrl: () => base })
  const orders = await openOrders(join(options.dataFolder, 'demo-shop.ndjson'))
  const lanUrls = () => lanAddresses(host, port())
  await server.register(
    (scope, _options, done) => {
      mountShop(scope, { client, guests, orders, timeZone, lanUrls })
      done()
    },
    { prefix: '/demo' },
  )
  let onRunning: () => void = () => undefined
  const running = new Promise<void>((resolve) => (onRunning = resolve))
  let work: Promise<void> = Promise.resolve()
  return {
    running,
    begin() {
      base = ownAddress(host, port())
      options.say(greeting(base, lanUrls()))
      work = perform(hand, options, onRunning).finally(onRunning)
    },
    async stop() {
      stopping = true
      await work
      await freezeClock(hand)
    },
  }
}

/** `fetch` to a server whose address is known only when the call is made. */
const sendTo =
  (base: () => string): typeof fetch =>
  (input, init) => {
    const request = new Request(input, init)
    const { pathname, search } = new URL(request.url)
    return fetch(new Request(`${base()}${pathname}${search}`, request))
  }

async function perform(hand: Stagehand, options: DemoOptions, onRunning: () => void): Promise<void> {
  while (!hand.stopping()) {
    try {
      const mark = await prepare(hand, options)
      if (hand.stopping()) return
      onRunning()
      options.say(ON_AIR)
      return await runLive(hand, { seed: mark.seed, cast: castOf(mark.seed), hourOf: hourIn(options.timeZone) })
    } catch (error) {
      if (hand.stopping()) return
      hand.log.warn({ err: error }, 'demo: could not begin; it is tried again')
      await pause(AFTER_FAILURE_MS)
    }
  }
}

/** Makes the past where it is not there yet, and lets the clock run. */
async function prepare(hand: Stagehand, options: DemoOptions): Promise<Mark> {
  const { mark: marks, realNow, timeZone, rate = DEMO_RATE } = options
  const known = await marks.read()
  if (known?.stage === 'show') {
    const shown = await readClock(hand.client)
    await setClock(hand.client, { now: shown.now + (shown.rate > 0 ? CLOCK_MARGIN_MS : 0), rate })
    await offerBenefits(hand, shown.now)
    await openDesks(hand)
    return known
  }
  const began = performance.now()
  options.say(PREPARING)
  const showStart = known?.showStart ?? (await chooseEvening(hand, createCalendar(timeZone), realNow()))
  const mark: Mark = { seed: known?.seed ?? 'tiefen', showStart, stage: 'past' }
  await marks.write(mark)
  await playPast(hand, mark)
  if (hand.stopping()) return mark
  await offerBenefits(hand, showStart)
  await openDesks(hand)
  await setClock(hand.client, { now: showStart, rate })
  const shown: Mark = { ...mark, stage: 'show' }
  await marks.write(shown)
  hand.log.info({ milliseconds: Math.round(performance.now() - began) }, 'demo: the past is told, the show begins')
  return shown
}

/** The clock runs on until it is set, so it is set ahead of what it shows; where that instant was over when the word came, further ahead. */
async function freezeClock(hand: Stagehand): Promise<void> {
  try {
    for (const aheadMs of FREEZE_AHEAD_MS) {
      const { now, rate } = await readClock(hand.client)
      if (rate === 0) return
      const stands = { now: now + rate * aheadMs, rate: 0 }
      const done = await insist(hand, () => setClock(hand.client, stands).then(() => true))
      if (done !== null) return
    }
    throw new Error('the clock was further on each time')
  } catch (error) {
    hand.log.warn({ err: error }, 'demo: the clock could not be stopped and runs on')
  }
}
