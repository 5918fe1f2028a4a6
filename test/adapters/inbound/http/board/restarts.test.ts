import { memoryStateStore } from '../../../../../adapters/outbound/memory/stores.memory.js'
import { EMPTY_PROJECT_REGISTRY } from '../../../../../domain/projects/project.js'
import type { FinishRecords } from '../../../../../domain/board/finish.js'
import * as E from 'fp-ts/lib/Either.js'
import { memoryBoardGit } from '../../../../../adapters/outbound/memory/board-git.memory.js'
import { aBoard, aCard } from '../../../../support/cards.js'
import { eventually } from '../../../../support/eventually.js'
import { openFakeHub } from '../../../../support/fake-hub.js'
import { mortal, newLife } from '../../../../support/mortal.js'
import { right } from '../../../../support/results.js'

const PROJECT = { id: 'notes-app', displayName: 'Notes App', path: '/work/notes', pinned: false }
const ID = '0f7c0a9e-1c1b-4c55-9d2e-6f0f2b1f7a10'
const BRANCH = 'idea/offline'
const PLAN = '# Notes\n\n## In Development: v1.1.0\n\n- [ ] Something else\n\n## Changelog\n'
const RESTARTS = 100
/** Turns of the loop in which a hub that lives would have finished. */
const TURNS = 300

describe('a hub that is started again a hundred times while a finish runs', function () {
  this.timeout(60_000)

  it('has merged once in the end, pushed what it merged, and moved the card', async () => {
    const git = memoryBoardGit()
    git.controls.create(PROJECT.path)
    const base = git.controls.commit(PROJECT.path, 'main', { 'CHANGELOG.md': PLAN, a: '1' })
    git.controls.commit(PROJECT.path, BRANCH, { b: '2' }, base)
    const repository = git.controls.of(PROJECT.path)
    repository.remote = new Map([['main', base]])
    const cards = memoryStateStore(aBoard(aCard({ id: ID, projectId: PROJECT.id, stage: 'review', branch: BRANCH })))
    const finishJournal = memoryStateStore<FinishRecords>([])
    const projectStore = memoryStateStore(EMPTY_PROJECT_REGISTRY)
    right(await projectStore.update(() => E.right({ projects: [PROJECT], hidden: [] }))())

    for (let restart = 0; restart < RESTARTS; restart += 1) {
      const life = newLife(1 + ((restart * 7) % 23))
      const opening = openFakeHub({
        projectStore,
        cards: mortal(life, cards),
        finishJournal: mortal(life, finishJournal),
        git: { worktrees: mortal(life, git.worktrees), merger: mortal(life, git.merger) },
      })
      const hub = await Promise.race([opening, life.over])
      if (hub === null) {
        // It died while it started, before it listened; what may come of that yet is closed.
        void opening.then((late) => late.close()).catch(() => undefined)
        continue
      }
      const asked = hub.send('POST', `/api/board/cards/${ID}/finish`, {
        body: {},
        headers: { Prefer: 'respond-async' },
      })
      asked.catch(() => undefined) // it may die before it answers
      for (let turn = 0; turn < TURNS && !life.isOver(); turn += 1) await new Promise(setImmediate)
      life.end()
      await hub.close()
    }

    const last = await openFakeHub({ projectStore, cards, finishJournal, git })
    const stage = async (): Promise<string | undefined> => right(await cards.read()).cards[0]?.stage
    if ((await stage()) !== 'done') {
      await eventually(async () => {
        await last.send('POST', `/api/board/cards/${ID}/finish`, { body: {} })
        expect(await stage()).to.equal('done')
      })
    }
    await last.close()
    expect(await stage()).to.equal('done')
    const tip = repository.branches.get('main')
    expect(repository.remote.get('main')).to.equal(tip)
    const merges: string[] = []
    for (let at = tip; at !== undefined && at !== base; at = repository.commits.get(at)?.parents[0]) {
      if ((repository.commits.get(at)?.parents.length ?? 0) > 1) merges.push(at)
    }
    expect(merges.length).to.equal(1)
  })
})
