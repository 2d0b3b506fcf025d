import { eventsRoute } from './events-route.ts'
import { healthRoutes } from './health-routes.ts'
import { mediaRoutes } from './media-routes.ts'
import type { EdgeRoute } from './mount.ts'
import { oidcRoutes } from './oidc-routes.ts'
import { sessionRoutes } from './session-routes.ts'
import { streamRoutes } from './stream-routes.ts'
import { tokenRoutes } from './token-routes.ts'

/** The edge's own routes. */
export const edgeRoutes: readonly EdgeRoute[] = [
  eventsRoute,
  ...tokenRoutes,
  ...sessionRoutes,
  ...oidcRoutes,
  ...streamRoutes,
  ...mediaRoutes,
  ...healthRoutes,
]
