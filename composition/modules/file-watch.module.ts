import * as TE from 'fp-ts/lib/TaskEither.js'
import { ContainerModule } from 'inversify'
import { makeFileChanges } from '../../application/files/file-changes.js'
import { makeFileWatch } from '../../application/files/file-watch.js'
import { makeFindRoot } from '../../application/files/find-root.js'
import type { FindProject } from '../../application/projects/find-project.js'
import type { LocateSession } from '../../application/sessions/locate-session.js'
import { projectNotFound } from '../../domain/projects/errors.js'
import { provide } from '../provide.js'
import { TOKENS as T } from '../tokens.js'

export const fileWatchModule = new ContainerModule((options) => {
  provide(options, T.fileChanges, makeFileChanges, {})
  provide(
    options,
    T.findRoot,
    ({ locateSession }: { readonly locateSession: LocateSession }) =>
      makeFindRoot({ locateSession, findProject: noProjects }),
    {
      locateSession: T.locateSession,
    },
  )
  provide(options, T.fileWatch, makeFileWatch, {
    fileEvents: T.fileEvents,
    fileChanges: T.fileChanges,
    clock: T.clock,
  })
})

const noProjects: FindProject = (id) => TE.left(projectNotFound(id))
