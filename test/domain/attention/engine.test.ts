import fc from 'fast-check'
import { activityAt, WORKING_AGES_MS, type Attention } from '../../../domain/attention/activity.js'
import {
  COOL_DOWN_MS,
  isWorthALook,
  onApproval,
  onFailedTurn,
  onHook,
  onScreen,
  type Step,
} from '../../../domain/attention/engine.js'
import { turnFailure } from '../../../domain/attention/turn-failure.js'
import type { Hook } from '../../../domain/attention/hook.js'
import { anAttention } from '../../support/attention.js'

const question: Hook = { event: 'Notification', about: 'question' }
const idlePrompt: Hook = { event: 'Notification', about: 'idlePrompt' }

/** Activity and tool after each hook, one a second. */
function run(...hooks: ReadonlyArray<Hook>): ReadonlyArray<readonly [string, string | null]> {
  let attention: Attention | null = null
  return hooks.map((hook, index) => {
    attention = onHook(attention, hook, index * 1_000).next
    return [attention?.activity ?? 'nothing', attention?.tool ?? null]
  })
}

describe('onHook', () => {
  it('follows one turn with a question', () => {
    expect(
      run(
        { event: 'SessionStart' },
        { event: 'UserPromptSubmit' },
        { event: 'PreToolUse', tool: 'Bash' },
        { event: 'PermissionRequest', tool: 'Bash' },
        question,
        { event: 'PostToolUse' },
        { event: 'Stop' },
        idlePrompt,
        { event: 'SessionEnd', isOver: true },
      ),
    ).to.deep.equal([
      ['unknown', null],
      ['working', null],
      ['working', 'Bash'],
      ['waiting', null],
      ['waiting', null],
      ['working', null],
      ['idle', null],
      ['idle', null],
      ['nothing', null],
    ])
  })

  it('records evidence and start time', () => {
    const before = onHook(null, { event: 'PermissionRequest', tool: 'Bash' }, 1_000).next
    expect(onHook(before, question, 7_000).next).to.deep.include({
      since: 1_000,
      evidence: { source: 'hook', what: 'permission_prompt', at: 7_000 },
    })
  })

  it('ignores the end of a tool in an unknown session', () => {
    expect(onHook(null, { event: 'PostToolUse' }, 1)).to.deep.equal({ next: null, tell: 'nothing', alert: false })
  })

  it('keeps in the evidence that a turn ended in an error', () => {
    const evidence = (hook: Hook) => onHook(anAttention(), hook, 10_000).next?.evidence
    expect(evidence({ event: 'Stop' })).to.deep.equal({ source: 'hook', what: 'Stop', at: 10_000 })
    expect(evidence({ event: 'Stop', failure: turnFailure('overloaded', null) })).to.deep.equal({
      ...{ source: 'hook', what: 'StopFailure', failure: 'overloaded', at: 10_000 },
    })
  })

  it('keeps the failure of a turn until the next one begins or ends, or the conversation does', () => {
    const failure = turnFailure('overloaded', 'API Error: 529')
    const failed = onHook(anAttention(), { event: 'Stop', failure }, 10_000).next
    const after = (hook: Hook) => onHook(failed, hook, 20_000).next?.failure
    const seen = onScreen(onScreen(onHook(failed, question, 11_000).next, 'ready', 13_000).next, 'ready', 15_000).next
    expect([failed?.failure, seen?.activity, seen?.failure]).to.deep.equal([failure, 'idle', failure])
    for (const hook of [idlePrompt, { event: 'SubagentStop', leavesTurn: false }, { event: 'SessionStart' }] as const)
      expect(after(hook), hook.event).to.equal(failure)
    for (const hook of [
      { event: 'UserPromptSubmit' },
      { event: 'Stop' },
      { event: 'SessionEnd', isOver: false },
    ] as const)
      expect(after(hook), hook.event).to.equal(null)
    expect(after({ event: 'PreToolUse', tool: 'Bash' })).to.equal(null)
  })

  it('alerts for a question right after the end of a turn, but once per question or end', () => {
    const stop = onHook(anAttention(), { event: 'Stop' }, 10_000)
    const asked = onHook(stop.next, question, 13_000)
    const again = onHook(asked.next, question, 14_000)
    const stopped = onHook(again.next, { event: 'Stop' }, 15_000)
    const later = onHook(stopped.next, { event: 'Stop' }, 13_000 + COOL_DOWN_MS)
    expect([stop, asked, again, stopped, later].map(({ alert }) => alert)).to.deep.equal([
      true,
      true,
      false,
      false,
      true,
    ])
  })

  it('does not alert when a subagent stops', () => {
    const stop = { event: 'SubagentStop', leavesTurn: false } as const
    expect(onHook(anAttention(), stop, 10_000)).to.deep.include({ tell: 'activity', alert: false })
  })

  it('changes nothing when a subagent stops in a turn that goes on', () => {
    for (const activity of ['working', 'waiting', 'idle'] as const) {
      const before = anAttention({ activity })
      expect(onHook(before, { event: 'SubagentStop', leavesTurn: true }, 10_000).next).to.equal(before)
    }
  })

  describe('onFailedTurn', () => {
    const failure = turnFailure('sign-in', 'Please run /login')
    const turn = { failure, at: 2_000 }

    it('ends the turn of a working agent, and alerts', () => {
      const { next, tell, alert } = onFailedTurn(anAttention({ background: 'commands' }), turn, 3_000)
      expect([tell, alert]).to.deep.equal(['activity', true])
      expect(next).to.deep.include({
        ...{ activity: 'idle', background: null, since: 3_000 },
        evidence: { source: 'hook', what: 'StopFailure', failure: 'sign-in', at: 3_000 },
        failure,
      })
    })

    it('says so of an agent that was found at its prompt without a report of the end', () => {
      for (const evidence of [
        { source: 'screen', what: 'ready', at: 2_500 },
        { source: 'hook', what: 'idle_prompt', at: 2_500 },
      ] as const) {
        const found = anAttention({ activity: 'idle', evidence })
        expect(onFailedTurn(found, turn, 3_000)).to.deep.include({ tell: 'activity', alert: true })
        expect(onFailedTurn(found, turn, 3_000).next).to.deep.include({ failure, since: found.since })
      }
    })

    it('changes nothing when a later turn runs, or none', () => {
      const later = anAttention({ evidence: { source: 'hook', what: 'UserPromptSubmit', at: 2_001 } })
      const stopped = anAttention({ activity: 'idle', evidence: { source: 'hook', what: 'Stop', at: 2_000 } })
      for (const attention of [null, later, anAttention({ activity: 'waiting' }), stopped])
        expect(onFailedTurn(attention, turn, 3_000)).to.deep.equal({ next: attention, tell: 'nothing', alert: false })
    })
  })

  describe('with work in the background', () => {
    const stop = (background: 'agents' | 'commands'): Hook => ({ event: 'Stop', background })

    it('works on after a turn, without an alert, until a turn ends without such work', () => {
      const first = onHook(anAttention(), stop('agents'), 10_000)
      expect([first.next?.activity, first.alert]).to.deep.equal(['working', false])
      expect(
        run(
          { event: 'UserPromptSubmit' },
          stop('agents'),
          { event: 'PostToolUse' },
          idlePrompt,
          { event: 'SubagentStop', leavesTurn: true },
          { event: 'UserPromptSubmit' },
          { event: 'Stop' },
        ).map(([activity]) => activity),
      ).to.deep.equal(['working', 'working', 'working', 'working', 'working', 'working', 'idle'])
    })

    it('is idle with an alert a minute after a turn when only commands run', () => {
      const stopped = onHook(anAttention(), stop('commands'), 10_000).next
      const prompted = onHook(stopped, idlePrompt, 70_000)
      expect([stopped?.activity, prompted.next?.activity, prompted.alert]).to.deep.equal(['working', 'idle', true])
    })

    it('waits on when a subagent asks before the turn ends', () => {
      const asked = onApproval(anAttention(), 'asked', 'Bash', 9_000).next
      expect(onHook(asked, stop('agents'), 10_000).next).to.include({ activity: 'waiting' })
    })

    it('does not take the prompt on the screen for the end', () => {
      const stopped = onHook(anAttention(), stop('agents'), 10_000).next
      const seen = onScreen(onScreen(stopped, 'ready', 12_000).next, 'ready', 14_000).next
      expect(seen?.activity).to.equal('working')
      const waiting = onHook(stopped, question, 15_000).next
      const refused = onScreen(onScreen(waiting, 'ready', 17_000).next, 'ready', 19_000).next
      expect(refused?.activity).to.equal('working')
    })
  })

  it('counts the calls that a classifier of the agent refused, and stays as it is', () => {
    const denied: Hook = { event: 'PermissionDenied', reason: null }
    const twice = onHook(onHook(anAttention({ activity: 'waiting' }), denied, 2_000).next, denied, 3_000)
    expect(twice.next).to.include({ activity: 'waiting', refusals: 2 })
    expect(twice.alert).to.equal(false)
    expect(onHook(null, denied, 2_000).next).to.equal(null)
  })
})

describe('activityAt', () => {
  it('expires working only', () => {
    const at = (activity: Attention['activity'], ageMs: number): string =>
      activityAt(anAttention({ activity }), 1_000 + ageMs)
    expect([
      at('working', WORKING_AGES_MS),
      at('working', WORKING_AGES_MS + 1),
      at('working', -5_000),
      at('waiting', 1e12),
      at('idle', 1e12),
    ]).to.deep.equal(['working', 'unknown', 'working', 'waiting', 'idle'])
  })
})

describe('onScreen', () => {
  const look = (
    attention: Attention | null,
    ...looks: ReadonlyArray<readonly ['busy' | 'asking' | 'ready', number]>
  ): Step => {
    let step: Step = { next: attention, tell: 'nothing', alert: false }
    for (const [shows, at] of looks) step = onScreen(step.next, shows, at)
    return step
  }

  it('detects a refusal at the terminal, which sends no hook, without an alert', () => {
    const waiting = anAttention({ activity: 'waiting' })
    const { next, ...told } = look(waiting, ['ready', 5_000], ['ready', 6_500])
    expect(told).to.deep.equal({ tell: 'activity', alert: false })
    expect(next).to.deep.include({ activity: 'idle', evidence: { source: 'screen', what: 'ready', at: 6_500 } })
  })

  it('detects an answer at the terminal while the tool is still running', () => {
    const waiting = anAttention({ activity: 'waiting' })
    expect(look(waiting, ['busy', 5_000], ['busy', 6_500]).next).to.have.property('activity', 'working')
  })

  it('ignores a reading that occurred once, too briefly, or before a hook', () => {
    const working = anAttention()
    const changed = onHook(look(working, ['ready', 5_000]).next, { event: 'PreToolUse', tool: 'Bash' }, 5_500).next
    expect([
      look(working, ['ready', 5_000]).next?.activity,
      look(working, ['ready', 5_000], ['ready', 5_400]).next?.activity,
      look(working, ['ready', 5_000], ['busy', 6_500], ['ready', 8_000]).next?.activity,
      onScreen(changed, 'ready', 7_000).next?.activity,
    ]).to.deep.equal(['working', 'working', 'working', 'working'])
  })

  it('confirms a long command', () => {
    const seen = look(anAttention(), ['busy', 500_000], ['busy', 501_500])
    expect(seen.tell).to.equal('nothing')
    expect(seen.next && activityAt(seen.next, 1_100_000)).to.equal('working')
  })

  it('ignores the screen while the gate holds the agent', () => {
    const held = onApproval(anAttention(), 'asked', 'Bash', 2_000).next
    expect(held && look(held, ['busy', 5_000], ['busy', 6_500]).next).to.equal(held)
    expect(held && isWorthALook(held)).to.equal(false)
  })

  it('detects a dialog, and work, of an agent at its prompt, whose report was lost or has no hook', () => {
    const idle = anAttention({ activity: 'idle', evidence: { source: 'hook', what: 'Stop', at: 1_000 } })
    expect(look(idle, ['asking', 5_000], ['asking', 6_500])).to.deep.include({ tell: 'activity', alert: true })
    expect(look(idle, ['busy', 5_000], ['busy', 6_500]).next).to.have.property('activity', 'working')
    expect(look(idle, ['ready', 5_000], ['ready', 6_500]).next).to.equal(idle)
    expect(look(idle, ['busy', 5_000], ['ready', 6_500], ['busy', 8_000]).next).to.have.property('activity', 'idle')
  })

  it('detects an agent whose first reports were lost, but not by its prompt alone', () => {
    expect(look(null, ['ready', 5_000], ['ready', 6_500]).next).to.equal(null)
    expect(look(null, ['asking', 5_000]).next).to.have.property('activity', 'unknown')
    expect(look(null, ['asking', 5_000], ['asking', 6_500])).to.deep.include({ tell: 'activity', alert: true })
    expect(look(null, ['busy', 5_000], ['busy', 6_500]).next).to.have.property('activity', 'working')
    const once = look(null, ['busy', 5_000], ['ready', 6_500])
    expect(once.next).to.have.property('activity', 'unknown')
    const twice = look(once.next, ['ready', 8_000])
    expect([twice.tell, twice.alert, twice.next?.activity]).to.deep.equal(['activity', false, 'idle'])
  })

  it('knows the start of an agent by its report, also when its screen was read before', () => {
    const seen = look(null, ['busy', 5_000]).next
    const started = onHook(seen, { event: 'SessionStart' }, 5_200).next
    const evidence = { source: 'hook', what: 'SessionStart', at: 5_200 }
    expect(started).to.deep.include({ activity: 'unknown', evidence, sighting: null })
  })

  it('shows a retry of a working agent, each attempt once, until the next hook or reading without it', () => {
    const retry = (attempt: number, nextAt: number) => ({ attempt, of: 10, nextAt })
    const first = onScreen(look(anAttention(), ['busy', 5_000]).next, 'busy', 6_500, retry(2, 9_000))
    expect(first.tell).to.equal('activity')
    expect(first.next).to.deep.include({ activity: 'working', retry: retry(2, 9_000) })
    const counted = onScreen(first.next, 'busy', 8_000, retry(2, 9_400))
    expect([counted.tell, counted.next?.retry]).to.deep.equal(['nothing', retry(2, 9_000)])
    const second = onScreen(counted.next, 'busy', 9_500, retry(3, 15_000))
    expect([second.tell, second.next?.retry]).to.deep.equal(['activity', retry(3, 15_000)])
    expect(onScreen(second.next, 'busy', 11_000)).to.deep.include({ tell: 'activity' })
    expect(onScreen(second.next, 'busy', 11_000).next).to.have.property('retry', null)
    expect(onHook(second.next, { event: 'Stop' }, 11_000).next).to.have.property('retry', null)
  })

  it('detects what an agent offers after its start, and leaves its prompt to its hooks', () => {
    const started = onHook(null, { event: 'SessionStart' }, 1_000).next
    if (started === null) throw new Error('unreachable')
    expect(look(started, ['asking', 3_000], ['asking', 4_500])).to.deep.include({ tell: 'activity', alert: true })
    expect(look(started, ['asking', 3_000], ['asking', 4_500]).next).to.have.property('activity', 'waiting')
    expect(look(started, ['ready', 3_000], ['ready', 4_500]).next).to.equal(started)
  })
})

const hooks = fc.constantFrom<Hook>(
  { event: 'UserPromptSubmit' },
  { event: 'PreToolUse', tool: 'Bash' },
  { event: 'PermissionRequest', tool: null },
  { event: 'PostToolUse' },
  question,
  idlePrompt,
  { event: 'Notification', about: 'other' },
  { event: 'Stop' },
  { event: 'Stop', background: 'agents' },
  { event: 'Stop', background: 'commands' },
  { event: 'SubagentStop', leavesTurn: false },
  { event: 'SubagentStop', leavesTurn: true },
  { event: 'PermissionDenied', reason: null },
  { event: 'SessionStart' },
  { event: 'SessionEnd', isOver: true },
  { event: 'SessionEnd', isOver: false },
)
type Happening = (attention: Attention | null, at: number) => Step
const happenings: fc.Arbitrary<Happening> = fc.oneof(
  hooks.map<Happening>((hook) => (attention, at) => onHook(attention, hook, at)),
  fc
    .constantFrom('busy' as const, 'asking' as const, 'ready' as const)
    .map<Happening>((shows) => (attention, at) => onScreen(attention, shows, at)),
  fc
    .constantFrom('asked' as const, 'answered' as const)
    .map<Happening>((what) => (attention, at) => onApproval(attention, what, 'Bash', at)),
)

describe('any sequence of events', () => {
  const story = fc.array(fc.tuple(happenings, fc.integer({ min: 0, max: 30_000 })), { maxLength: 40 })

  it('alerts for every question, respects the cool-down otherwise, and publishes every change', () => {
    fc.assert(
      fc.property(story, (happened) => {
        let attention: Attention | null = null
        let at = 0
        for (const [happen, pause] of happened) {
          at += pause
          const before: Attention | null = attention
          const { next, tell, alert }: Step = happen(before, at)
          if (next?.activity === 'waiting' && before?.activity !== 'waiting') expect(alert).to.equal(true)
          if (alert && next?.activity === 'idle' && before !== null && before.alertedAt !== null) {
            expect(at - before.alertedAt).to.be.at.least(COOL_DOWN_MS)
          }
          if (alert) expect(next).to.include({ alertedAt: at })
          const wasTold = tell !== 'nothing' || next?.activity === before?.activity || next?.activity === 'unknown'
          expect(wasTold, 'a change that nobody hears of').to.equal(true)
          if (next !== null) expect(next.confirmedAt).to.be.at.least(next.evidence.at)
          attention = next
        }
      }),
    )
  })

  it('keeps waiting and idle without further events', () => {
    fc.assert(
      fc.property(story, fc.nat(), (happened, later) => {
        let attention: Attention | null = null
        let at = 0
        for (const [happen, pause] of happened) attention = happen(attention, (at += pause)).next
        if (attention === null || attention.activity === 'working') return
        expect(activityAt(attention, at + later)).to.equal(attention.activity)
      }),
    )
  })
})
