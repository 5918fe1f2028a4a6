import type { Container } from 'inversify'
import { overviewRoutes, type OverviewRouteArgs } from '../adapters/inbound/http/overview/routes.js'
import type { Binding } from '../adapters/inbound/http/routing/bind.js'
import { makeListStartFolders } from '../application/overview/list-start-folders.js'
import { TOKENS as T } from './tokens.js'

/** Routes whose answers join several features. `home` is the home folder of the user that sessions run as. */
export function overviewBindings(
  container: Container,
  home: string,
  args: Pick<OverviewRouteArgs, 'agents' | 'readSnapshot'>,
): ReadonlyArray<Binding> {
  const [projects, sessions, files] = [container.get(T.projects), container.get(T.sessions), container.get(T.files)]
  const listStartFolders = makeListStartFolders({ projects, sessions, files, home })
  return overviewRoutes({ ...args, listStartFolders, board: container.get(T.board), projects })
}
