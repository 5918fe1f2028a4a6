import { ownedUsage } from '../../../domain/usage/owned-usage.js'
import { ownerFinder, type Owners } from '../../../domain/usage/owners.js'
import { reportOf } from '../../../adapters/outbound/usage-logs/report-of.js'
import { aCard } from '../../support/cards.js'
import { aCell } from '../../support/usage.js'

const HOUR_MS = 3_600_000
const NOW = Date.parse('2026-11-24T12:00:00Z')
const project = (id: string, path: string) => ({ id, path, displayName: id, pinned: false })
const session = (name: string, directory: string, createdAt = NOW - HOUR_MS) => ({ name, directory, createdAt })

const OWNERS: Owners = {
  projects: [project('outer', '/code'), project('inner', '/code/inner')],
  cards: [
    aCard({ id: 'made', projectId: 'inner', slug: 'made-1', worktreePath: null, ownSession: null, sessionRef: null }),
    aCard({ id: 'given', projectId: 'outer', slug: null, worktreePath: null, ownSession: 'cc-card', sessionRef: null }),
  ],
  sessions: [
    session('cc-alone', '/alone'),
    session('cc-one', '/shared'),
    session('cc-two', '/shared'),
    session('cc-later', '/later', NOW),
  ],
  agentSessions: new Map([['told', 'cc-card']]),
}
const { ownerOf, projectOf } = ownerFinder(OWNERS)
const owner = (id: string, directory: string | null, lastAt = NOW) => ownerOf({ session: id, directory, lastAt })

describe('the owner of usage', () => {
  it('is the reported session, else the only session that started in the folder', () => {
    expect(
      [
        owner('told', '/shared'),
        owner('x', '/alone'),
        owner('x', '/shared'),
        owner('x', '/later', NOW - HOUR_MS),
        owner('x', null),
      ].map(({ session: name }) => name),
    ).to.deep.equal(['cc-card', 'cc-alone', null, null, null])
  })

  it('is the nearest project above, by whole path segments', () => {
    expect(['/code/inner/src', '/code/inner', '/code/innermost', '/codex', '/', '', null].map(projectOf)).to.deep.equal(
      ['inner', 'inner', 'outer', null, null, null, null],
    )
  })

  it('is the card of the worktree, also a deleted one, else the card of the session', () => {
    expect(owner('x', '/code/.penates-worktrees/inner/made-1/src')).to.deep.equal({
      session: null,
      projectId: 'inner',
      cardId: 'made',
    })
    expect(owner('told', '/elsewhere')).to.deep.equal({ session: 'cc-card', projectId: 'outer', cardId: 'given' })
  })

  it('adds up to the period over projects, including usage outside projects', () => {
    const tokens = { input: 1, output: 0, cacheRead: 0, cacheWrite5m: 0, cacheWrite1h: 0 }
    const cells = ['/code/inner/a', '/code/inner/b', '/elsewhere', null].map((directory, n) =>
      aCell({ quarter: NOW, directory, session: String(n), tokens, messages: 1 }),
    )
    const { window } = reportOf(cells, { now: NOW, timeZone: 'UTC', days: 1, prices: [] })
    const { projects } = ownedUsage(window, { ownerOf, projectOf })
    expect(projects.map(({ projectId, directory, messages }) => [projectId, directory, messages])).to.deep.equal([
      ['inner', null, 2],
      [null, null, 1],
      [null, '/elsewhere', 1],
    ])
  })
})
