import * as E from 'fp-ts/lib/Either.js'
import { memoryClock, type MemoryClock } from '../../../../adapters/outbound/memory/clock.memory.js'
import { memoryRepoHistory } from '../../../../adapters/outbound/memory/repo-history.memory.js'
import { libgit2Environment } from '../../../../adapters/outbound/nodegit/libgit2-environment.js'
import type { ReadRequest } from '../../../../adapters/outbound/nodegit/messages.js'
import type { Outcome, Reader } from '../../../../adapters/outbound/nodegit/reader.nodegit.js'
import { nodegitRepoHistory } from '../../../../adapters/outbound/nodegit/repo-history.nodegit.js'
import type { RepoHistory } from '../../../../application/repo/repo-history.port.js'
import { parseCommitId } from '../../../../domain/repo/commit.js'
import { NO_BRANCHES } from '../../../../domain/repo/refs.js'
import { AUTHOR, FIRST_COMMIT_AT } from '../../../support/repo-controls.js'
import { right } from '../../../support/results.js'

const ROOT = '/work/shop'
const HEAD = { branch: 'main', ahead: null, behind: null }
const BY_LIBGIT2 = {
  status: { root: ROOT, prefix: '', head: { ...HEAD, branch: 'by libgit2' }, entries: [] },
  branches: { ...NO_BRANCHES, originHead: 'by libgit2' },
  log: { commits: [], hasMore: true },
}

describe('nodegitRepoHistory', () => {
  let clock: MemoryClock
  let asked: ReadRequest['_tag'][]
  let outcome: Outcome<ReadRequest['_tag']> | null
  let history: RepoHistory
  beforeEach(() => {
    clock = memoryClock()
    asked = []
    outcome = null
    const git = memoryRepoHistory({ authorName: AUTHOR, firstCommitAt: FIRST_COMMIT_AT })
    git.create(ROOT)
    const reader: Reader = {
      ask: <Q extends ReadRequest>({ _tag }: Q) => {
        asked.push(_tag)
        const answered = { _tag: 'answered', answer: BY_LIBGIT2[_tag] }
        return Promise.resolve((outcome ?? answered) as Outcome<Q['_tag']>)
      },
      ready: () => Promise.resolve(true),
      close: () => undefined,
    }
    history = nodegitRepoHistory({ reader, git, clock })
  })
  const branch = async () => right(await history.status(ROOT)()).head.branch

  it('asks libgit2 for status, branches and log', async () => {
    expect(await history.status(ROOT)()).to.deep.equal(E.right(BY_LIBGIT2.status))
    expect(await history.branches(ROOT)()).to.deep.equal(E.right(BY_LIBGIT2.branches))
    const page = { limit: 50, skip: 0, before: null }
    expect(await history.log(ROOT, page)()).to.deep.equal(E.right(BY_LIBGIT2.log))
    expect(asked).to.deep.equal(['status', 'branches', 'log'])
  })

  it('asks git for patches, for dates in words and for what lies far back', async () => {
    await history.changes(ROOT, [])()
    await history.commit(ROOT, right(parseCommitId('abcd')), [])()
    await history.compare(ROOT, { base: 'refs/heads/a', head: 'refs/heads/b' }, [])()
    await history.log(ROOT, { limit: 1, skip: 0, before: 'yesterday' })()
    await history.log(ROOT, { limit: 50, skip: 1_000_000_000, before: null })()
    expect(asked).to.deep.equal([])
  })

  it('asks git when libgit2 is absent or refuses, and remembers only what lasts, for a while', async () => {
    outcome = { _tag: 'absent' }
    expect(await branch()).to.equal('main')
    outcome = { _tag: 'refused', lasting: false }
    expect(await branch()).to.equal('main')
    outcome = { _tag: 'refused', lasting: true }
    expect(await branch()).to.equal('main')
    expect(asked.length).to.equal(3)
    outcome = null
    expect(await branch()).to.equal('main')
    expect(asked.length).to.equal(3)
    expect(E.isRight(await history.branches(ROOT)())).to.equal(true)
    expect(asked.length).to.equal(4)
    clock.advance(5 * 60_000)
    expect(await branch()).to.equal('by libgit2')
  })
})

describe('the environment of libgit2', () => {
  it('is that of git, less what git and node alone understand', () => {
    const environment = { HOME: '/home/me', PATH: '/bin', GIT_DIR: '/x', NODE_OPTIONS: '--inspect' }
    expect(libgit2Environment(environment)).to.deep.equal({ HOME: '/home/me', PATH: '/bin' })
  })

  it('is missing where git is told to read other settings than libgit2 would', () => {
    for (const name of ['GIT_CONFIG_GLOBAL', 'GIT_CONFIG_SYSTEM', 'GIT_CONFIG_NOSYSTEM'])
      expect(libgit2Environment({ HOME: '/home/me', [name]: '/dev/null' })).to.equal(null)
  })
})
