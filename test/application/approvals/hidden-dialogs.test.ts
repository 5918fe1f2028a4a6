import * as E from 'fp-ts/lib/Either.js'
import { agentId } from '../../../domain/agents/agent-id.js'
import { sessionId } from '../../../domain/sessions/session-id.js'
import {
  aCall,
  aDecision,
  anOperator,
  askAt,
  decideAtDialog,
  passSteadily,
  settled,
  shopDesk,
  type Desk,
  type DeskWorld,
} from '../../support/approvals.js'
import { recordedScreen } from '../../support/recorded-screens.js'
import { right } from '../../support/results.js'

const DIALOG = recordedScreen('codex-measured', 'permission', 80)
const BUSY = recordedScreen('codex-measured', 'busy', 80)
const PROMPT = recordedScreen('codex-measured', 'ready', 80)
/** Call whose dialog is on the recorded screen, once its hook has an answer. */
const call = aCall(
  { agent: agentId('codex'), hookLimit: 604_800, hidesDialog: true },
  { tool_input: { command: "touch made-here; echo 'one short line'", description: 'asked for' } },
)

describe('calls whose hooks hide the dialogs of their agents', () => {
  let world: DeskWorld
  let desk: Desk

  const show = (rows: ReadonlyArray<string>): void => world.host.controls.setScreen('cc-shop', rows)
  const places = () => desk.list.now().map(({ place }) => place)
  const pressed = () => world.host.controls.pressedIn('cc-shop')

  beforeEach(() => {
    ;({ world, desk } = shopDesk())
    world.host.controls.set('cc-shop', { foreground: 'codex' })
    show(BUSY)
    world.host.controls.onPress('cc-shop', () => show(PROMPT))
    desk.watchDialogs()
  })
  afterEach(() => {
    desk.stopDialogs()
  })

  const attach = async (): Promise<void> => {
    const [session, name] = [sessionId('cc-shop'), 'cc-shop']
    desk.feed.publish({ _tag: 'session-attached', session, name, attached: true, at: 1 })
    await settled()
  }
  const isAnsweredByKeys = async (): Promise<void> => {
    show(DIALOG)
    await passSteadily(world, 2_000)
    expect(places()).to.deep.equal(['dialog'])
    expect(E.isRight(await decideAtDialog(world, desk))).to.equal(true)
    expect([pressed(), desk.list.now(), right(await world.store.kept())]).to.deep.equal([['1'], [], []])
    expect(world.ledger.entries.map(({ kind }) => kind)).to.deep.equal(['request', 'decision', 'outcome', 'delivery'])
  }

  it('are answered by keys after nobody was there any more', async () => {
    const { said } = await askAt(desk, call)
    world.isPersonReachable = false
    await passSteadily(world, 60_000)
    expect(said()).to.deep.equal({ _tag: 'NoOpinion' })
    await isAnsweredByKeys()
  })

  it('are answered by keys where nobody was there when they were asked', async () => {
    world.isPersonReachable = false
    const { said } = await askAt(desk, call)
    expect([said(), places()]).to.deep.equal([{ _tag: 'NoOpinion' }, []])
    await isAnsweredByKeys()
  })

  it('are answered by keys, or at the terminal, after a viewer has attached', async () => {
    const first = await askAt(desk, call)
    await attach()
    expect(first.said()).to.deep.equal({ _tag: 'NoOpinion' })
    await isAnsweredByKeys()
  })

  for (const [what, decision] of [
    ['a reason', { decision: 'deny', reason: 'later' }],
    ['another input', { updatedInput: { command: 'touch other' } }],
  ] as const)
    it(`wait on, with nothing pressed, where the decision that was held at the hook has ${what}`, async () => {
      await askAt(desk, call)
      const id = desk.list.now()[0]?.id ?? ''
      right(await desk.hold(id, aDecision({ ...decision, holdMs: 5_000 }), anOperator())())
      await attach()
      show(DIALOG)
      await passSteadily(world, 10_000)
      expect([pressed(), desk.list.now().map(({ place, held }) => [place, held])]).to.deep.equal([
        [],
        [['dialog', null]],
      ])
    })

  it('end without a key once a person has answered at the terminal', async () => {
    world.isPersonReachable = false
    await askAt(desk, call)
    show(DIALOG)
    await passSteadily(world, 2_000)
    show(PROMPT)
    await passSteadily(world, 8_000)
    expect([desk.list.now(), pressed(), right(await world.store.kept())]).to.deep.equal([[], [], []])
    expect(world.ledger.entries.at(-2)?.['why']).to.equal('answered-at-terminal')
  })

  it('are not found below another program of Node.js', async () => {
    world.host.controls.set('cc-shop', { foreground: 'node', startCommand: 'node print-dialog.js' })
    world.isPersonReachable = false
    await askAt(desk, call)
    show(DIALOG)
    await passSteadily(world, 12_000)
    expect([desk.list.now(), pressed()]).to.deep.equal([[], []])
  })

  it('are answered where npm has installed the agent', async () => {
    world.host.controls.set('cc-shop', { foreground: 'node', startCommand: 'codex' })
    world.isPersonReachable = false
    await askAt(desk, call)
    await isAnsweredByKeys()
  })

  it('are denied by the plain no', async () => {
    world.isPersonReachable = false
    await askAt(desk, call)
    show(DIALOG)
    await passSteadily(world, 2_000)
    await decideAtDialog(world, desk, aDecision({ decision: 'deny' }))
    expect(pressed()).to.deep.equal(['3'])
  })
})
