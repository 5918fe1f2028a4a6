import * as E from 'fp-ts/lib/Either.js'
import type { ApprovalLedger } from '../../../application/approvals/approval-ledger.port.js'
import { agentId } from '../../../domain/agents/agent-id.js'
import { sessionId } from '../../../domain/sessions/session-id.js'
import {
  aCall,
  aDecision,
  anOperator,
  askAt,
  decideAtDialog,
  firstIdOf,
  openDesk,
  passSteadily,
  settled,
  shopDesk,
  type Desk,
  type DeskPlace,
  type DeskWorld,
} from '../../support/approvals.js'
import { screenOf } from '../../support/claude-screens.js'
import { leftTag, right } from '../../support/results.js'

const CLAUDE = agentId('claude-code')
const DIALOG = screenOf('2.1.197-permission')
const PROMPT = screenOf('2.1.197-ready')
const DAY_MS = 24 * 60 * 60_000
/** Call whose dialog is on the recorded screen. */
const call = (command = 'touch x.txt') =>
  aCall(
    { agent: CLAUDE, hookLimit: 604_800 },
    { tool_input: { command, description: 'asked by the prompt' }, permission_mode: 'default' },
  )

describe('calls at the dialogs of their agents', () => {
  let world: DeskWorld
  let desk: Desk

  const show = (rows: ReadonlyArray<string>): void => world.host.controls.setScreen('cc-shop', rows)
  const pass = (ms: number): Promise<void> => passSteadily(world, ms)
  /** The next run of the hub in the same world. */
  const restart = async (place: DeskPlace = world): Promise<void> => {
    desk.stopDialogs()
    desk = openDesk(place)
    await desk.recover()
    desk.watchDialogs()
    await settled()
  }
  const kinds = () => world.ledger.entries.map((entry) => [entry.kind, entry['why'] ?? null])
  const pressed = () => world.host.controls.pressedIn('cc-shop')
  const decide = (decision = aDecision(), id = firstIdOf(desk)) => decideAtDialog(world, desk, decision, id)
  const closesOnKey = (): void =>
    world.host.controls.onPress('cc-shop', () => {
      show(PROMPT)
    })

  beforeEach(() => {
    ;({ world, desk } = shopDesk())
    world.host.controls.set('cc-shop', { foreground: 'claude' })
    show(DIALOG)
    closesOnKey()
    desk.watchDialogs()
  })
  afterEach(() => {
    desk.stopDialogs()
  })

  it('are open again after a restart, with an end that moves on, and answered once by a key of the dialog', async () => {
    await askAt(desk, call())
    const before = firstIdOf(desk)
    await restart()
    expect(desk.list.now().map(({ id, place }) => [id, place])).to.deep.equal([[before, 'dialog']])
    await pass(2 * 60 * 60_000)
    const [{ expiresAt } = { expiresAt: 0 }] = desk.list.now()
    expect(expiresAt - world.clock.now()).to.be.within(DAY_MS - 2 * 60 * 60_000, DAY_MS)
    expect(E.isRight(await decide())).to.equal(true)
    expect([pressed(), desk.list.now(), right(await world.store.kept())]).to.deep.equal([['1'], [], []])
    expect(kinds()).to.deep.equal([
      ['request', null],
      ['decision', null],
      ['outcome', 'answered-by-keys'],
      ['delivery', null],
    ])
    expect(world.ledger.entries.at(-1)?.['delivered']).to.equal(true)
  })

  it('are left in the store by a hub that stops, and denied by the key of the plain no', async () => {
    const { said } = await askAt(desk, call())
    await desk.withdraw.onHubStopping()
    expect([said(), right(await world.store.kept()).length, kinds()]).to.deep.equal([
      { _tag: 'NoOpinion' },
      1,
      [['request', null]],
    ])
    await restart()
    expect(E.isRight(await decide(aDecision({ decision: 'deny' })))).to.equal(true)
    expect(pressed()).to.deep.equal(['3'])
  })

  it('stay open at the end of the hook', async () => {
    const { said } = await askAt(desk, call())
    world.clock.advance(604_785_000)
    await settled()
    expect([said(), desk.list.now().map(({ place }) => place)]).to.deep.equal([{ _tag: 'NoOpinion' }, ['dialog']])
    expect(E.isRight(await decide())).to.equal(true)
    expect(pressed()).to.deep.equal(['1'])
  })

  it('wait at their second hook where the agent sends one for its dialog', async () => {
    const payload = { tool_input: { command: 'touch x.txt', description: 'asked by the prompt' }, prompt_id: 'p' }
    const bypassed = { ...payload, permission_mode: 'bypassPermissions', tool_use_id: 'toolu_1' }
    const first = await askAt(desk, aCall({ agent: CLAUDE, gate: 'PreToolUse' }, bypassed))
    await pass(110_000)
    const second = await askAt(desk, aCall({ agent: CLAUDE }, payload))
    expect([first.said(), second.said(), desk.list.now().map(({ place }) => place)]).to.deep.equal([
      { _tag: 'Terminal' },
      null,
      ['hook'],
    ])
    expect(E.isRight(await decide())).to.equal(true)
    expect([second.said(), pressed()]).to.deep.equal([{ _tag: 'Allow', input: null }, []])
  })

  it('are withdrawn once the dialog has gone', async () => {
    await askAt(desk, call())
    await restart()
    expect(desk.list.now()).to.have.length(1)
    show(PROMPT)
    await pass(8_000)
    expect([desk.list.now(), kinds().at(-2), right(await world.store.kept())]).to.deep.equal([
      [],
      ['outcome', 'answered-at-terminal'],
      [],
    ])
  })

  it('are never listed, and end, where the dialog went while no hub ran', async () => {
    await askAt(desk, call())
    show(PROMPT)
    await restart()
    expect(desk.list.now()).to.deep.equal([])
    await pass(20_000)
    expect([kinds().at(-2), desk.told]).to.deep.equal([
      ['outcome', 'hub-restarted'],
      desk.told.filter(({ _tag }) => _tag !== 'tool-approval-request'),
    ])
  })

  it('get no key within 1.5 s of the appearance of the dialog', async () => {
    await askAt(desk, call())
    show(PROMPT)
    await restart()
    show(DIALOG)
    await settled()
    const deciding = desk.decide(firstIdOf(desk), aDecision(), anOperator())()
    await pass(1_000)
    expect([pressed(), kinds()]).to.deep.equal([[], [['request', null]]])
    await pass(1_000)
    expect([E.isRight(await deciding), pressed()]).to.deep.equal([true, ['1']])
  })

  for (const [what, rows] of [
    ['is another one', DIALOG.map((row) => row.replace('touch x.txt', 'touch y.txt'))],
    ['has gone', PROMPT],
    ['has other choices', DIALOG.map((row) => row.replace('3. No', '3. No, never'))],
  ] as const)
    it(`get no key when the dialog ${what} between the look and the key, and the person is told`, async () => {
      await askAt(desk, call())
      const append: ApprovalLedger['append'] = (...entries) => {
        if (entries[0]?.kind === 'decision') show(rows)
        return world.ledger.append(...entries)
      }
      await restart({ ...world, ledger: { ...world.ledger, append } })
      const id = firstIdOf(desk)
      expect(leftTag(await decide(aDecision(), id))).to.equal('DialogChanged')
      expect(pressed()).to.deep.equal([])
      expect(kinds().slice(0, 3)).to.deep.equal([
        ['request', null],
        ['decision', null],
        ['withdrawal', null],
      ])
    })

  it('get no key while the decision cannot be written', async () => {
    await askAt(desk, call())
    await restart()
    world.isDiskFull = true
    expect(leftTag(await decide())).to.equal('Unavailable')
    expect([pressed(), desk.list.now().length]).to.deep.equal([[], 1])
  })

  it('get one key when two devices decide at once', async () => {
    await askAt(desk, call())
    await restart()
    const id = firstIdOf(desk)
    const both = Promise.all([decide(aDecision(), id), decide(aDecision({ decision: 'deny' }), id)])
    await pass(4_000)
    expect((await both).map((one) => (E.isRight(one) ? 'won' : leftTag(one))).sort()).to.deep.equal([
      'ApprovalNotPending',
      'won',
    ])
    expect(pressed()).to.have.length(1)
  })

  it('get one key when the dialog stays', async () => {
    world.host.controls.onPress('cc-shop', () => undefined)
    await askAt(desk, call())
    await restart()
    const deciding = desk.decide(firstIdOf(desk), aDecision(), anOperator())()
    await pass(10_000)
    expect([E.isRight(await deciding), pressed(), world.ledger.entries.at(-1)?.['delivered']]).to.deep.equal([
      true,
      ['1'],
      null,
    ])
    expect(desk.list.now()).to.deep.equal([])
  })

  it('are not found on the screen of another program that prints a dialog', async () => {
    await askAt(desk, call())
    world.host.controls.set('cc-shop', { foreground: 'cat' })
    await restart()
    await pass(20_000)
    expect([desk.list.now(), pressed()]).to.deep.equal([[], []])
  })

  it('are none without a call of the agent: a dialog alone opens nothing', async () => {
    await restart()
    await pass(10_000)
    expect(desk.list.now()).to.deep.equal([])
  })

  it('take no other input, no memory and no reason', async () => {
    await askAt(desk, call())
    await restart()
    const tags = [
      leftTag(await decide(aDecision({ updatedInput: { command: 'touch y.txt' } }))),
      leftTag(await decide(aDecision({ agentRemembers: true }))),
      leftTag(await decide(aDecision({ decision: 'deny', reason: 'later' }))),
    ]
    expect([tags, pressed(), desk.list.now().length]).to.deep.equal([
      ['InvalidEdit', 'InvalidDecision', 'InvalidReason'],
      [],
      1,
    ])
  })

  it('are answered after the time in which a decision can be taken back', async () => {
    await askAt(desk, call())
    await restart()
    const id = firstIdOf(desk)
    await desk.hold(id, aDecision({ holdMs: 5_000 }), anOperator())()
    await pass(3_000)
    await desk.takeBack(id, anOperator())()
    await pass(10_000)
    expect(pressed()).to.deep.equal([])
    await desk.hold(id, aDecision({ decision: 'deny', holdMs: 5_000 }), anOperator())()
    await pass(10_000)
    expect([pressed(), desk.list.now()]).to.deep.equal([['3'], []])
  })

  it('are open, with nothing pressed, where the dialog has changed in that time', async () => {
    await askAt(desk, call())
    await restart()
    await desk.hold(firstIdOf(desk), aDecision({ holdMs: 5_000 }), anOperator())()
    show(DIALOG.map((row) => row.replace('touch x.txt', 'touch y.txt')))
    await pass(20_000)
    expect([pressed(), desk.list.now().map(({ held }) => held)]).to.deep.equal([[], [null]])
  })

  it('end with their session', async () => {
    await askAt(desk, call())
    await restart()
    world.host.controls.exit('cc-shop')
    await desk.withdraw.onSessionEnded(sessionId('cc-shop'))()
    expect([desk.list.now(), kinds().at(-2)]).to.deep.equal([[], ['outcome', 'session-ended']])
  })

  it('are closed as unknown after a hub that was killed between the decision and the key', async () => {
    await askAt(desk, call())
    await restart()
    const append: ApprovalLedger['append'] =
      (...entries) =>
      async () => {
        await world.ledger.append(...entries)()
        return new Promise<never>(() => undefined)
      }
    await restart({ ...world, ledger: { ...world.ledger, append } })
    void desk.decide(firstIdOf(desk), aDecision(), anOperator())()
    await pass(3_000)
    await restart()
    expect([pressed(), desk.list.now(), kinds().slice(-2)]).to.deep.equal([
      [],
      [],
      [
        ['outcome', 'decided'],
        ['delivery', null],
      ],
    ])
    expect(world.ledger.entries.at(-1)?.['delivered']).to.equal(null)
  })

  it('leave the dialog to a later call with the same content', async () => {
    await askAt(desk, call())
    await restart()
    await pass(1_000)
    const { said } = await askAt(desk, call())
    await pass(6_000)
    expect([desk.list.now().map(({ place }) => place), said()]).to.deep.equal([['hook'], null])
  })
})
