import type { CrashAt } from '../../src/lib/crash-point.ts'
import { runCampaign, type CampaignOptions, type CampaignReport } from './campaign.ts'
import { orKilledEarly, type Environment } from './program.ts'
import { within } from './wait.ts'

/** How a server is to die: at a point of its own code, or from outside once so many more events have an answer. */
export type Kill =
  | {
      readonly at: CrashAt
      /** where the load may not pass the point so often: it is killed from outside once so many more events have an answer */
      readonly within?: number
    }
  | { readonly after: number }

export interface KillsOptions extends Omit<CampaignOptions, 'faults' | 'nodes'> {
  /** the first one comes from outside: the members are registered before anything is armed */
  readonly kills: readonly [{ readonly after: number }, ...Kill[]]
}

const armed = (kill: Kill | undefined): Environment =>
  kill !== undefined && 'at' in kill ? { TIEFEN_CRASH_AT: `${kill.at.name}:${kill.at.nth}` } : {}

/** Whether a crash point lies where something is given away: the wishes of the load pass it. */
export const isOfGifts = (name: string): boolean => /^(benefit|coupon|packet|money|campaign|request)\./.test(name)

/** Kills the server under load again and again, each time starting another on the same store, and checks what is left. */
export function runKills({ kills, ...options }: KillsOptions): Promise<CampaignReport> {
  return runCampaign({
    ...options,
    async faults(field) {
      for (const [index, kill] of kills.entries()) {
        const server = field.servers[0]
        if (server === undefined) throw new Error('no server to kill')
        if ('after' in kill) {
          await field.after(kill.after)
          await server.kill()
        } else if (kill.within === undefined)
          await within(server.gone, options.boundMs, `passing ${kill.at.name} ${kill.at.nth} times`)
        else {
          await Promise.race([server.gone, field.after(kill.within)])
          await server.kill()
        }
        // an armed point may be passed before every client has an answer
        let passed: () => void = () => undefined
        const recovered = field.recovers(new Promise((resolve) => (passed = resolve)))
        await field.restart(0, armed(kills[index + 1])).then(
          ({ gone }) => void gone.then(passed),
          (error: unknown) => {
            orKilledEarly(error)
            passed()
          },
        )
        await recovered
      }
    },
  })
}
