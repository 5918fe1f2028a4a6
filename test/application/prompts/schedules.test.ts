import * as E from 'fp-ts/lib/Either.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { RequestedTrigger, ScheduleChange } from '../../../application/prompts/manage-schedules.js'
import { THE_HUB } from '../../../application/shared/audit-log.port.js'
import { unavailable } from '../../../application/shared/errors.js'
import { MAX_RUNS, MAX_SCHEDULES } from '../../../domain/prompts/schedule.js'
import { CLAUDE_CODE } from '../../support/agents.js'
import { newLife } from '../../support/mortal.js'
import { BUSY_SCREEN, openPromptHub, promptWorld, type PromptHub, type PromptWorld } from '../../support/prompts.js'
import { leftTag, right } from '../../support/results.js'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const ZONE = 'Europe/Berlin'
/** A Saturday, the day before the clocks of Berlin are set forward. */
const START = Date.UTC(2026, 2, 28, 6)

describe('scheduled prompts', () => {
  let world: PromptWorld
  let hub: PromptHub
  beforeEach(() => {
    world = promptWorld(START)
    world.host.controls.setScreen('cc-a', BUSY_SCREEN)
    hub = openPromptHub(world)
  })
  afterEach(() => hub.stop())

  const add = (trigger: RequestedTrigger, more: { runs?: number; id?: string; text?: string } = {}) =>
    hub.manageSchedules.add('cc-a', { text: 'go', runs: null, id: null, ...more, trigger }, THE_HUB)()
  const rule = (text: string): RequestedTrigger => ({ _tag: 'Rule', rule: text, timeZone: ZONE })
  const listed = async () =>
    right(await hub.manageSchedules.list()).map(({ dueAt, remaining, runs }) => ({
      dueAt: dueAt === null ? null : new Date(dueAt).toISOString().slice(5, 16),
      remaining,
      runs: runs.map(({ outcome }) => outcome),
    }))
  const queued = async () => (await hub.listed()).map(([state]) => state)
  /** Lets time pass in long steps, as for a test of days. */
  const sleep = async (ms: number): Promise<void> => {
    for (let left = ms; left > 0; left -= MINUTE) {
      world.clock.advance(Math.min(left, MINUTE))
      await hub.pass(100)
    }
  }
  /** The agent confirms what waits, so that the next run is not held. */
  const take = async (): Promise<void> => {
    right(await world.store.update((all) => E.right(all.map((prompt) => ({ ...prompt, state: 'sent' }) as const)))())
  }

  it('are queued at another time and with another text once they are changed, and keep what is left out', async () => {
    right(await add({ _tag: 'Time', at: START + HOUR }, { id: 'one' }))
    right(await hub.manageSchedules.change('one', { text: 'go on' }, THE_HUB)())
    right(await hub.manageSchedules.change('one', { trigger: { _tag: 'Time', at: START + 3 * HOUR } }, THE_HUB)())
    await sleep(2 * HOUR)
    expect(await queued()).to.deep.equal([])
    await sleep(HOUR + MINUTE)
    expect([await queued(), right(await world.store.read()).map(({ text }) => text)]).to.deep.equal([
      ['waiting'],
      ['go on'],
    ])
    right(await hub.manageSchedules.change('one', { trigger: rule('0 12 * * *'), runs: 3 }, THE_HUB)())
    expect((await listed())[0]).to.deep.include({ remaining: 3, runs: ['queued'] })
    right(await hub.manageSchedules.change('one', { trigger: rule('0 13 * * *') }, THE_HUB)())
    expect((await listed())[0]).to.deep.include({ remaining: 3 })
  })

  it('stay as they were when a change is refused', async () => {
    right(await add({ _tag: 'Time', at: START + HOUR }, { id: 'one' }))
    const before = right(await hub.manageSchedules.list())
    const change = (id: string, values: ScheduleChange) => hub.manageSchedules.change(id, values, THE_HUB)()
    expect([
      leftTag(await change('two', { text: 'a' })),
      leftTag(await change('one', { text: ' ' })),
      leftTag(await change('one', { trigger: { _tag: 'Time', at: START } })),
      leftTag(await change('one', { trigger: rule('every day') })),
      leftTag(await change('one', { trigger: { _tag: 'SessionDone', session: 'cc-a' } })),
      leftTag(await change('one', { runs: 2 })),
      leftTag(await hub.manageSchedules.run('two', THE_HUB)()),
    ]).to.deep.equal([
      ...['ScheduleNotFound', 'InvalidPrompt', 'InvalidSchedule', 'InvalidSchedule', 'InvalidSchedule'],
      ...['InvalidSchedule', 'ScheduleNotFound'],
    ])
    expect(right(await hub.manageSchedules.list())).to.deep.equal(before)
  })

  it('run once more on request, held while the prompt of another run waits, and run at their time all the same', async () => {
    right(await add({ _tag: 'Time', at: START + HOUR }, { id: 'one' }))
    right(await hub.manageSchedules.run('one', THE_HUB)())
    right(await hub.manageSchedules.run('one', THE_HUB)())
    expect([await queued(), (await listed())[0]]).to.deep.equal([
      ['waiting'],
      { dueAt: '03-28T07:00', remaining: 1, runs: ['queued', 'queued'] },
    ])
    world.clock.advance(1)
    right(await hub.manageSchedules.run('one', THE_HUB)())
    expect((await listed())[0]?.runs).to.deep.equal(['queued', 'queued', 'held'])
    await take()
    await sleep(HOUR + MINUTE)
    expect([await queued(), (await listed())[0]?.remaining]).to.deep.equal([['sent', 'waiting'], 0])
  })

  it('are queued once at their time', async () => {
    right(await add({ _tag: 'Time', at: START + HOUR }))
    await sleep(HOUR - MINUTE)
    expect(await queued()).to.deep.equal([])
    await sleep(3 * MINUTE)
    expect([await queued(), await listed()]).to.deep.equal([
      ['waiting'],
      [{ dueAt: null, remaining: 0, runs: ['queued'] }],
    ])
  })

  it('follow a rule over a change of the clock, up to their number of runs', async () => {
    right(await add(rule('0 9 * * *'), { runs: 2 }))
    expect(await listed()).to.deep.equal([{ dueAt: '03-28T08:00', remaining: 2, runs: [] }])
    await sleep(2 * HOUR + 2 * MINUTE)
    expect(await listed()).to.deep.equal([{ dueAt: '03-29T07:00', remaining: 1, runs: ['queued'] }])
    await take()
    await sleep(23 * HOUR)
    expect(await listed()).to.deep.equal([{ dueAt: null, remaining: 0, runs: ['queued', 'queued'] }])
    await sleep(25 * HOUR)
    expect(await hub.listed()).to.have.length(2)
  }).timeout(20_000)

  it('are not piled up: a run is held while the prompt of the run before waits', async () => {
    right(await add(rule('*/10 * * * *')))
    await sleep(35 * MINUTE)
    expect([await queued(), (await listed())[0]?.runs]).to.deep.equal([['waiting'], ['queued', 'held', 'held']])
  })

  it('are shown as missed after the hub was down, and are not made up for', async () => {
    right(await add(rule('0 * * * *')))
    right(await add({ _tag: 'Time', at: START + HOUR }))
    hub.stop()
    world.clock.advance(5 * HOUR + 30 * MINUTE)
    hub = openPromptHub(world)
    await hub.pass(6_000)
    expect([await queued(), await listed()]).to.deep.equal([
      [],
      [
        { dueAt: '03-28T12:00', remaining: 99, runs: ['missed'] },
        { dueAt: null, remaining: 0, runs: ['missed'] },
      ],
    ])
    await sleep(31 * MINUTE)
    expect([await queued(), (await listed())[0]?.runs]).to.deep.equal([['waiting'], ['missed', 'queued']])
  })

  it('run late after a short restart', async () => {
    right(await add({ _tag: 'Time', at: START + HOUR }))
    hub.stop()
    world.clock.advance(HOUR + 2 * MINUTE)
    hub = openPromptHub(world)
    await hub.pass(6_000)
    expect(await queued()).to.deep.equal(['waiting'])
  })

  it('are queued once wherever the hub is killed', async () => {
    for (let calls = 1; calls < 30; calls += 1) {
      world = promptWorld(START)
      world.host.controls.setScreen('cc-a', BUSY_SCREEN)
      const first = openPromptHub(world)
      right(
        await first.manageSchedules.add(
          'cc-a',
          { text: 'go', runs: null, id: null, trigger: { _tag: 'Time', at: START + MINUTE } },
          THE_HUB,
        )(),
      )
      first.stop()
      hub = openPromptHub(world, newLife(calls))
      await hub.pass(70_000)
      hub.stop()
      hub = openPromptHub(world)
      await hub.pass(70_000)
      expect([calls, await queued(), (await listed())[0]?.runs]).to.deep.equal([calls, ['waiting'], ['queued']])
      hub.stop()
    }
  }).timeout(30_000)

  it('are queued a minute after the reset of a limit, of a full window first', async () => {
    const window = { label: '5h', usedPercentage: 20, resetsAt: (START + HOUR) / 1_000, isLimited: false }
    right(await add({ _tag: 'LimitReset', agent: 'claude' }))
    await hub.pass(6_000)
    expect(await listed()).to.deep.equal([{ dueAt: null, remaining: 1, runs: [] }])
    world.limits.push({
      ...{ accountId: 'a', accountLabel: null, agent: CLAUDE_CODE, hostName: null, capturedAt: null, isLimited: false },
      windows: [window, { ...window, label: '7d', usedPercentage: 100, resetsAt: (START + 2 * HOUR) / 1_000 }],
    })
    await hub.pass(6_000)
    expect(await listed()).to.deep.equal([{ dueAt: '03-28T08:01', remaining: 1, runs: [] }])
    await sleep(2 * HOUR + 2 * MINUTE)
    expect(await queued()).to.deep.equal(['waiting'])
  })

  it('are queued when another session has ended a turn and nothing is queued for it, or has ended', async () => {
    const other = world.host.controls.startByHand('cc-b', '/work/shop')
    const trigger: RequestedTrigger = { _tag: 'SessionDone', session: 'cc-b' }
    await hub.report('Stop', {}, other.id)
    await hub.pass(1_000)
    right(await add(trigger))
    await hub.pass(6_000)
    expect(await queued()).to.deep.equal([])
    await hub.report('UserPromptSubmit', { prompt: 'x' }, other.id)
    right(await hub.managePrompts.add('cc-b', { text: 'next', id: null, isUrgent: false }, THE_HUB)())
    await hub.report('Stop', {}, other.id)
    await hub.pass(6_000)
    expect(await queued()).to.deep.equal([])
    right(await add(trigger, { text: 'second' }))
    world.host.controls.exit('cc-b')
    await hub.pass(6_000)
    expect(await queued()).to.deep.equal(['waiting', 'waiting'])
  })

  it('follow a rename, stay when the session ends, and are removed with its record', async () => {
    right(await add({ _tag: 'Time', at: START + HOUR }))
    world.host.controls.exit('cc-a')
    await hub.pass(6_000)
    expect(await listed()).to.have.length(1)
    right(await world.record.update((records) => E.right({ ...records, known: [] }))())
    await hub.pass(6_000)
    expect(await listed()).to.deep.equal([])
  })

  it('stay due while the disk is full, and are refused where the queue is full', async () => {
    let isFull = true
    hub.stop()
    const full = () => TE.left(unavailable('store', 'ENOSPC'))
    hub = openPromptHub({
      ...world,
      store: { ...world.store, update: (change) => (isFull ? full() : world.store.update(change)) },
    })
    right(await add({ _tag: 'Time', at: START + MINUTE }))
    await hub.pass(70_000)
    expect((await listed())[0]?.runs).to.deep.equal([])
    isFull = false
    for (let at = 0; at < 100; at += 1)
      right(await hub.managePrompts.add('cc-a', { text: 'x', id: null, isUrgent: false }, THE_HUB)())
    await hub.pass(6_000)
    expect((await listed())[0]?.runs).to.deep.equal(['refused'])
  })

  it('are refused when they cannot be, and bounded', async () => {
    for (const [trigger, reason] of [
      [{ _tag: 'Time', at: START - 1 }, 'time'],
      [{ _tag: 'Time', at: Number.NaN }, 'time'],
      [{ _tag: 'Time', at: START + 400 * 24 * HOUR }, 'time'],
      [rule('nonsense'), 'rule'],
      [rule('0 0 30 2 *'), 'rule'],
      [{ _tag: 'Rule', rule: '0 9 * * *', timeZone: 'Mars/Olympus' }, 'zone'],
      [{ _tag: 'LimitReset', agent: 'vim' }, 'agent'],
      [{ _tag: 'SessionDone', session: 'cc-a' }, 'session'],
    ] as ReadonlyArray<readonly [RequestedTrigger, string]>)
      expect(await add(trigger)).to.deep.equal(E.left({ _tag: 'InvalidSchedule', reason }))
    for (const runs of [0, -1, 1.5, MAX_RUNS + 1])
      expect(leftTag(await add(rule('0 9 * * *'), { runs })), String(runs)).to.equal('InvalidSchedule')
    expect(leftTag(await add({ _tag: 'Time', at: START + 1 }, { runs: 2 }))).to.equal('InvalidSchedule')
    expect(leftTag(await add({ _tag: 'SessionDone', session: 'cc-gone' }))).to.equal('SessionNotFound')
    expect(leftTag(await add(rule('0 9 * * *'), { text: '\u001b ' }))).to.equal('InvalidPrompt')
    expect(await listed()).to.deep.equal([])
    for (let at = 0; at < MAX_SCHEDULES; at += 1) right(await add(rule('0 9 * * *'), { id: String(at) }))
    right(await add(rule('0 9 * * *'), { id: '0' }))
    expect(leftTag(await add(rule('0 9 * * *')))).to.equal('SchedulesFull')
    right(await hub.manageSchedules.remove('0', THE_HUB)())
    expect(leftTag(await hub.manageSchedules.remove('0', THE_HUB)())).to.equal('ScheduleNotFound')
    expect(await listed()).to.have.length(MAX_SCHEDULES - 1)
  })
})
