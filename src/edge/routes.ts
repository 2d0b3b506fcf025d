import type { EdgeRoute } from './mount.ts'
import { eventsRoute } from './events-route.ts'
import { tokenRoutes } from './token-routes.ts'

/** The edge's own routes. */
export const edgeRoutes: readonly EdgeRoute[] = [eventsRoute, ...tokenRoutes]
