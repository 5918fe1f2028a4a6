import { memoryStateStore } from '../../../adapters/outbound/memory/stores.memory.js'
import { EMPTY_PROJECT_REGISTRY } from '../../../domain/projects/project.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { memoryClock } from '../../../adapters/outbound/memory/clock.memory.js'
import { memoryLog } from '../../../adapters/outbound/memory/log.memory.js'
import { memoryPlanDocument } from '../../../adapters/outbound/memory/plan-document.memory.js'
import { memoryProjectFolders } from '../../../adapters/outbound/memory/project-folders.memory.js'
import { makeDiscoverProjects } from '../../../application/projects/discover-projects.js'
import { makeProjectEvents } from '../../../application/projects/change-projects.js'
import { makeWatchPlans } from '../../../application/projects/plans.js'
import { unavailable } from '../../../application/shared/errors.js'
import { right } from '../../support/results.js'

function begin() {
  const clock = memoryClock(1)
  const folders = memoryProjectFolders({ home: '/home/me', browseRoots: [] })
  const projectStore = memoryStateStore(EMPTY_PROJECT_REGISTRY)
  const log = memoryLog()
  const planDocument = memoryPlanDocument(clock)
  let looks = 0
  const below = (root: string) => {
    looks += 1
    return folders.below(root)
  }
  const deps = {
    projectStore,
    projectFolders: { ...folders, below },
    watchPlans: makeWatchPlans({ planDocument, projectEvents: makeProjectEvents() }),
    clock,
    log,
    projectRoots: ['/p', '/q'],
  }
  const ids = async () => right(await projectStore.read()).projects.map(({ id }) => id)
  return { deps, clock, folders, log, ids, looks: () => looks }
}

describe('discovering projects', () => {
  it('is done once for all who ask at the same time, and again after a while', async () => {
    const { deps, clock, folders, ids, looks } = begin()
    const discover = makeDiscoverProjects(deps)
    folders.controls.make('/p/a')
    await Promise.all([discover(), discover(), discover()])
    await discover()
    expect([await ids(), looks()]).to.deep.equal([['a'], 2])
    folders.controls.make('/q/b')
    clock.advance(30_000)
    await discover()
    expect([await ids(), looks()]).to.deep.equal([['a', 'b'], 4])
  })

  it('never fails: what a root or the registry refuses is in the log', async () => {
    const { deps, folders, log, ids } = begin()
    folders.controls.make('/q/b')
    folders.controls.seal('/p')
    await makeDiscoverProjects(deps)()
    expect(await ids()).to.deep.equal(['b'])
    const projectStore = { ...deps.projectStore, read: TE.left(unavailable('store', 'gone')) }
    await makeDiscoverProjects({ ...deps, projectStore })()
    expect(log.entries.filter(({ level }) => level === 'warn').length).to.equal(3)
  })
})
