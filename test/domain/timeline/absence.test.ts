import {
  absenceSince,
  MAX_ABSENCE_MS,
  MAX_ABSENCE_SESSIONS,
  orderedNews,
  type SessionNews,
} from '../../../domain/timeline/absence.js'

const news = (session: string, more: Partial<SessionNews> = {}): SessionNews => ({
  ...{
    session,
    at: 0,
    isNew: false,
    isOver: false,
    activity: null,
    failure: null,
    waiting: 0,
    commits: 0,
    lastCommit: null,
  },
  ...{ costUsd: 0, decided: { allowed: 0, denied: 0, 'left-to-terminal': 0 } },
  ...more,
})
const named = (all: ReadonlyArray<SessionNews>): ReadonlyArray<string> => orderedNews(all).map(({ session }) => session)

describe('changes during an absence', () => {
  it('leave out sessions in which nothing happened', () => {
    expect(named([news('a'), news('b', { activity: 'unknown' })])).to.deep.equal([])
    const happened: ReadonlyArray<Partial<SessionNews>> = [
      { isNew: true },
      { isOver: true },
      { activity: 'idle' },
      { waiting: 1 },
      { commits: 1 },
      { costUsd: 0.001 },
      { decided: { allowed: 0, denied: 1, 'left-to-terminal': 0 } },
    ]
    expect(named(happened.map((more, index) => news(String(index), more)))).to.have.members(
      happened.map((_, index) => String(index)),
    )
  })

  it('have sessions that need a person first, then the newest', () => {
    const all = [
      news('old', { at: 1, commits: 1 }),
      news('new', { at: 9, commits: 1 }),
      news('asks', { at: 2, waiting: 1 }),
      news('waits', { at: 3, activity: 'waiting' }),
    ]
    expect(named(all)).to.deep.equal(['waits', 'asks', 'new', 'old'])
  })

  it('are limited in number and in time', () => {
    const many = Array.from({ length: MAX_ABSENCE_SESSIONS + 9 }, (_, index) => news(String(index), { isNew: true }))
    expect(named(many)).to.have.length(MAX_ABSENCE_SESSIONS)
    const now = 2 * MAX_ABSENCE_MS
    expect([0, now - 5, now + 5].map((since) => absenceSince(since, now))).to.deep.equal([
      ...[MAX_ABSENCE_MS, now - 5, now],
    ])
  })
})
