import type { Finish } from '../../../domain/board/finish.js'
import { OBSTACLES, type Obstacle } from '../../../domain/board/finish-reason.js'
import { obstacles, obstructingFiles, type FinishFacts } from '../../../domain/board/preflight.js'
import type { Repository, WorktreeState } from '../../../domain/board/repository.js'

const repository: Repository = {
  root: '/work/shop',
  prefix: '',
  base: 'main',
  branches: new Map([
    ['main', 'a'],
    ['idea/x', 'b'],
  ]),
  remoteBranches: new Map(),
  hasRemote: true,
  worktrees: [],
}
const clean: WorktreeState = { head: 'a', branch: 'main', isClean: true, changes: [], isBusy: false, isLocked: false }
const worktree: WorktreeState = { ...clean, head: 'b', branch: 'idea/x' }
const there = (localHasRemote: boolean, remoteHasLocal: boolean) =>
  ({ _tag: 'there', localHasRemote, remoteHasLocal, missing: [] }) as const

const facts = (changed: Partial<FinishFacts> = {}): FinishFacts => ({
  repository,
  branch: 'idea/x',
  worktree,
  checkouts: [clean],
  pushes: true,
  remote: there(true, true),
  trial: { _tag: 'clean', tree: 't' },
  hasSection: true,
  takenBack: null,
  ...changed,
})
const found = (changed: Partial<FinishFacts>): ReadonlyArray<Obstacle> => obstacles(facts(changed))

describe('obstacles to a finish', () => {
  it('are absent for a clean repository, with or without a worktree and a remote', () => {
    for (const changed of [
      {},
      { worktree: null },
      { pushes: false, repository: { ...repository, hasRemote: false }, remote: { _tag: 'unasked' } as const },
      { remote: { _tag: 'absent' } as const },
      { remote: there(true, false) },
      { trial: null },
      { checkouts: [] },
    ])
      expect(found(changed)).to.deep.equal([])
  })

  it('are detected independently', () => {
    expect([
      found({ checkouts: [clean, { ...clean, isClean: false }] }),
      found({ checkouts: [{ ...clean, isBusy: true }, clean] }),
      found({ repository: { ...repository, base: 'trunk' } }),
      found({ repository: { ...repository, hasRemote: false } }),
      found({ worktree: { ...worktree, isClean: false } }),
      found({ remote: there(false, true) }),
      found({ remote: there(false, false) }),
      found({ remote: { _tag: 'silent', detail: 'x' } }),
      found({ branch: 'idea/gone', worktree: null }),
      found({ trial: { _tag: 'conflict', files: ['a'] } }),
      found({ trial: { _tag: 'failed', detail: 'x' } }),
      found({ hasSection: false }),
      found({ worktree: { ...worktree, branch: null } }),
      found({ worktree: { ...worktree, branch: 'other' } }),
      found({ worktree: { ...worktree, isBusy: true } }),
      found({ worktree: { ...worktree, isLocked: true } }),
      found({ checkouts: [clean, { ...clean, isLocked: true }] }),
      found({ branch: 'main', worktree: null }),
      found({ takenBack: {} as Finish }),
    ]).to.deep.equal([
      ['dirty-tree'],
      ['dirty-tree'],
      ['no-base'],
      ['no-remote'],
      ['worktree-dirty'],
      ['base-behind'],
      ['base-diverged'],
      ['remote-silent'],
      ['no-branch'],
      ['conflict'],
      ['preflight-error'],
      ['no-changelog-section'],
      ['worktree-detached'],
      ['worktree-detached'],
      ['worktree-busy'],
      ['index-locked'],
      ['index-locked'],
      ['branch-is-base'],
      ['taken-back'],
    ])
  })

  it('are all reported, in a fixed order', () => {
    const all = found({
      checkouts: [{ ...clean, isClean: false, isLocked: true }],
      worktree: { ...worktree, isClean: false, isBusy: true, branch: null },
      repository: { ...repository, hasRemote: false },
      remote: there(false, false),
      trial: { _tag: 'conflict', files: [] },
      takenBack: {} as Finish,
    })
    expect(all).to.deep.equal([
      'dirty-tree',
      'no-remote',
      'worktree-dirty',
      'base-diverged',
      'conflict',
      'worktree-detached',
      'worktree-busy',
      'index-locked',
      'taken-back',
    ])
    expect(all).to.deep.equal(OBSTACLES.filter((one) => all.includes(one)))
  })

  it('ask for a place in the plan document only where the merge is clean', () => {
    expect([
      found({ hasSection: false, trial: null }),
      found({ hasSection: false, trial: { _tag: 'failed', detail: 'x' } }),
    ]).to.deep.equal([[], ['preflight-error']])
  })
})

describe('files of obstacles', () => {
  it('are those in conflict, then the changes of checkouts and worktree, each once', () => {
    const dirty = (...changes: string[]): WorktreeState => ({ ...clean, isClean: false, changes })
    expect(
      obstructingFiles(
        facts({
          trial: { _tag: 'conflict', files: ['c', 'a'] },
          checkouts: [dirty('a', 'b'), dirty('d')],
          worktree: dirty('e', 'b'),
        }),
      ),
    ).to.deep.equal(['c', 'a', 'b', 'd', 'e'])
    expect([obstructingFiles(facts()), obstructingFiles(facts({ worktree: null, trial: null }))]).to.deep.equal([
      [],
      [],
    ])
  })
})
