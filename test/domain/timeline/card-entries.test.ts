import type { LoggedCommit } from '../../../domain/repo/commit.js'
import { commitsBetween } from '../../../domain/timeline/card-entries.js'

const commit = (sha: string, ...parents: ReadonlyArray<string>): LoggedCommit => ({
  ...{ sha, shortSha: sha, parents, subject: sha, authorName: 'a', isoDate: '2026-11-28T12:00:00Z', refs: [] },
})

describe('commits of a branch that was merged', () => {
  it('are those behind its tip and not behind the base before it, as far as the log goes', () => {
    const log = [
      commit('merge', 'base2', 'tip'),
      commit('base2', 'base1'),
      commit('tip', 'mid'),
      commit('mid', 'update', 'base1'),
      commit('update', 'start'),
      commit('base1', 'start'),
      commit('start', 'older than the log'),
    ]
    expect(commitsBetween(log, 'base2', 'tip').map(({ sha }) => sha)).to.deep.equal(['tip', 'mid', 'update'])
    expect(commitsBetween(log, 'tip', 'tip')).to.deep.equal([])
    expect(commitsBetween([], 'base2', 'tip')).to.deep.equal([])
  })
})
