import { expect } from 'chai'
import { todayOf, type DayFacts, type DaySession } from '../../../domain/timeline/today.js'

const SINCE = 1_000

const session = (name: string, more: Partial<DaySession> = {}): DaySession => ({
  ...{ session: name, project: 'shop', isLive: true, isNew: false, isOver: false },
  ...{ activity: 'idle', activeSince: 500, failure: null, waiting: 0 },
  ...{ commits: [], lastCommit: null, costUsd: 0, hasConversation: true },
  ...more,
})
const facts = (more: Partial<DayFacts> = {}): DayFacts => ({
  ...{ since: SINCE, sessions: [], ruled: [], done: [], missed: [], unsent: [] },
  ...more,
})
const failure = { kind: 'service', text: 'no' } as const

describe('summary of a day', () => {
  it('has nothing when nothing happened', () => {
    expect(todayOf(facts({ sessions: [session('cc-a')] }))).to.deep.equal({
      ...{ since: SINCE, needs: [], projects: [], missing: [] },
    })
  })

  it('has what failed first, then what waits, prompts and missed runs, the longest first', () => {
    const troubled = { project: 'shop', session: 'cc-a', text: 'go on' }
    const { needs } = todayOf(
      facts({
        sessions: [
          session('cc-a', { activity: 'waiting', activeSince: 30 }),
          session('cc-b', { waiting: 2, activeSince: 20 }),
          session('cc-c', { failure, activeSince: 10 }),
          session('cc-d', { failure, activeSince: 5 }),
          session('cc-e', { failure, activeSince: null }),
          session('cc-gone', { failure, isLive: false, waiting: 1 }),
        ],
        missed: [{ ...troubled, id: 's', at: 1_200 }],
        unsent: [{ ...troubled, id: 'p', at: 1_100 }],
      }),
    )
    expect(needs.map(({ kind, session: name, id, waiting }) => [kind, name, id, waiting])).to.deep.equal([
      ['failed', 'cc-d', null, 0],
      ['failed', 'cc-c', null, 0],
      ['failed', 'cc-e', null, 0],
      ['waiting', 'cc-b', null, 2],
      ['waiting', 'cc-a', null, 0],
      ['unsent', 'cc-a', 'p', 0],
      ['missed', 'cc-a', 's', 0],
    ])
  })

  it('sums each project, counts a commit of two sessions once, and lists sessions outside of all last', () => {
    const { projects } = todayOf(
      facts({
        sessions: [
          session('cc-x', { project: null, isNew: true, hasConversation: false }),
          session('cc-a', { commits: ['1', '2'], lastCommit: 'Two', costUsd: 1 }),
          session('cc-b', { commits: ['2', '3'], lastCommit: 'Three', costUsd: 0.5 }),
          session('cc-c', { project: 'mall', activeSince: 2_000 }),
          session('cc-still', { project: 'mall' }),
        ],
        ruled: [
          { project: 'shop', at: 1_100 },
          { project: 'shop', at: 1_200 },
        ],
        done: [{ project: 'garden', at: 1_300, title: 'Water it' }],
      }),
    )
    const none = { done: [], commits: 0, lastCommit: null, ruled: 0, missed: 0, unsent: 0 }
    expect(projects).to.deep.equal([
      { ...none, project: 'garden', sessions: [], done: ['Water it'], costUsd: null },
      { ...none, project: 'mall', sessions: ['cc-c'], costUsd: 0 },
      { ...none, project: 'shop', sessions: ['cc-a', 'cc-b'], commits: 3, lastCommit: 'Two', costUsd: 1.5, ruled: 2 },
      { ...none, project: null, sessions: ['cc-x'], costUsd: null },
    ])
  })

  it('has no figure in place of one that could not be read, and names its source', () => {
    const { projects, missing } = todayOf({
      since: SINCE,
      sessions: [session('cc-a', { isNew: true, commits: null, costUsd: null }), session('cc-b', { costUsd: 3 })],
      ...{ ruled: null, done: null, missed: null, unsent: null },
    })
    expect(projects).to.deep.equal([
      {
        ...{ project: 'shop', sessions: ['cc-a', 'cc-b'], done: null, commits: null, lastCommit: null, costUsd: null },
        ...{ ruled: null, missed: null, unsent: null },
      },
    ])
    expect(missing).to.deep.equal(['approvals', 'commits', 'usage', 'cards', 'schedules', 'prompts'])
  })
})
