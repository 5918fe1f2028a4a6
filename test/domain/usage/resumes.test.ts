import { agentId } from '../../../domain/agents/agent-id.js'
import type { LimitAccount, LimitWindow } from '../../../domain/usage/limits.js'
import { resetOfFull, resumeStep, withoutResume, withResume } from '../../../domain/usage/resumes.js'

const NOW = 1_772_352_000_000
const NOTHING = { _tag: 'Nothing' }

describe('resumeStep', () => {
  const step = (resumeAt: number | null, shows: boolean, resetsAt: number | null, now = NOW) =>
    resumeStep(resumeAt, { shows, resetsAt }, now)

  it('waits until a minute after a known reset, once the screen shows the limit', () => {
    expect([
      step(null, true, NOW + 5_000),
      step(null, true, null),
      step(null, false, NOW + 5_000),
      step(null, false, null),
    ]).to.deep.equal([{ _tag: 'Wait', until: NOW + 65_000 }, NOTHING, NOTHING, NOTHING])
  })

  it('continues at the reset and not before, and stops waiting once the limit is no longer shown', () => {
    expect([
      step(NOW, true, null),
      step(NOW - 1, true, NOW + 5_000),
      step(NOW + 1, true, null),
      step(NOW, false, null),
      step(NOW + 1, false, null),
    ]).to.deep.equal([
      { _tag: 'Continue' },
      { _tag: 'Continue' },
      NOTHING,
      { _tag: 'Wait', until: null },
      { _tag: 'Wait', until: null },
    ])
  })
})

describe('resetOfFull', () => {
  const window = (values: Partial<LimitWindow>): LimitWindow => ({
    label: '5h',
    usedPercentage: 100,
    resetsAt: NOW / 1_000 + 60,
    isLimited: false,
    ...values,
  })
  const account = (agent: string, ...windows: ReadonlyArray<Partial<LimitWindow>>): LimitAccount => ({
    accountId: agent,
    accountLabel: null,
    agent: agentId(agent),
    hostName: null,
    capturedAt: null,
    isLimited: false,
    windows: windows.map(window),
  })
  const reset = (...accounts: ReadonlyArray<LimitAccount>) => resetOfFull(accounts, agentId('claude-code'), NOW)

  it('returns the last future reset of the exhausted or limited windows of Claude Code', () => {
    const later = NOW / 1_000 + 120
    expect([
      reset(account('claude-code', {})),
      reset(account('claude-code', {}, { resetsAt: later })),
      reset(account('claude-code', { usedPercentage: 99 })),
      reset(account('claude-code', { usedPercentage: 5, isLimited: true })),
      reset(account('claude-code', { usedPercentage: null, isLimited: true })),
    ]).to.deep.equal([NOW + 60_000, NOW + 120_000, NOW + 60_000, NOW + 60_000, NOW + 60_000])
  })

  it('returns null without such a window', () => {
    expect([
      reset(),
      reset(account('codex', {})),
      reset(account('claude-code', { usedPercentage: 98.9 })),
      reset(account('claude-code', { usedPercentage: null })),
      reset(account('claude-code', { resetsAt: null })),
      reset(account('claude-code', { resetsAt: NOW / 1_000 })),
    ]).to.deep.equal([null, null, null, null, null, null])
  })
})

describe('sessions to be resumed', () => {
  const resumes = { a: { resumeAt: null }, b: { resumeAt: 5 } }

  it('are added, changed and dropped', () => {
    expect([withResume(resumes, 'c', 7), withResume(resumes, 'b', null), withoutResume(resumes, 'b')]).to.deep.equal([
      { ...resumes, c: { resumeAt: 7 } },
      { a: { resumeAt: null }, b: { resumeAt: null } },
      { a: { resumeAt: null } },
    ])
  })

  it('are the same record when nothing changes, also for a name that every object inherits', () => {
    expect(withoutResume(resumes, 'x')).to.equal(resumes)
    expect(withoutResume(resumes, 'toString')).to.equal(resumes)
  })
})
