import * as E from 'fp-ts/lib/Either.js'
import { agentId } from '../../../domain/agents/agent-id.js'
import type { JsonObject } from '../../../domain/approvals/canonical-json.js'
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
  type DeskWorld,
} from '../../support/approvals.js'
import { screenOf } from '../../support/claude-screens.js'
import { recordedScreen } from '../../support/recorded-screens.js'
import { leftTag } from '../../support/results.js'

const CLAUDE = agentId('claude-code')
const DIALOG = recordedScreen('claude-code-newest', 'question', 100)
const PROMPT = screenOf('2.1.332-ready')
const QUESTION = 'one short line?'
const asked: JsonObject = {
  questions: [
    {
      ...{ question: QUESTION, header: 'Choice', multiSelect: false },
      options: ['Red', 'Blue', 'one short line'].map((label) => ({ label, description: `${label} it is` })),
    },
  ],
}
const call = aCall({ agent: CLAUDE, hookLimit: 604_800 }, { tool_name: 'AskUserQuestion', tool_input: asked })

describe('questions at the dialogs of their agents', () => {
  let world: DeskWorld
  let desk: Desk

  const show = (rows: ReadonlyArray<string>): void => world.host.controls.setScreen('cc-shop', rows)
  const pass = (ms: number): Promise<void> => passSteadily(world, ms)
  const pressed = () => world.host.controls.pressedIn('cc-shop')
  const decide = (decision = aDecision(), id = firstIdOf(desk)) => decideAtDialog(world, desk, decision, id)

  beforeEach(async () => {
    ;({ world, desk } = shopDesk())
    world.host.controls.set('cc-shop', { foreground: 'claude' })
    show(DIALOG)
    world.host.controls.onPress('cc-shop', () => {
      show(PROMPT)
    })
    await askAt(desk, call)
    desk.stopDialogs()
    desk = openDesk(world)
    await desk.recover()
    desk.watchDialogs()
    await settled()
  })
  afterEach(() => {
    desk.stopDialogs()
  })

  it('are answered by the number of the option', async () => {
    expect(desk.list.now().map(({ place }) => place)).to.deep.equal(['dialog'])
    expect(E.isRight(await decide(aDecision({ answers: { [QUESTION]: ['Blue'] } })))).to.equal(true)
    expect([pressed(), desk.list.now(), world.ledger.entries.at(-1)?.['delivered']]).to.deep.equal([['2'], [], true])
  })

  it('are declined by the choice that does so', async () => {
    expect(E.isRight(await decide(aDecision({ decision: 'deny' })))).to.equal(true)
    expect(pressed()).to.deep.equal(['5'])
  })

  it('take no words of several lines, no reason, and no answer that is missing', async () => {
    const tags = [
      leftTag(await decide(aDecision({ answers: { [QUESTION]: ['green\nor not'] } }))),
      leftTag(await decide(aDecision())),
      leftTag(await decide(aDecision({ decision: 'deny', reason: 'later' }))),
    ]
    expect([tags, pressed(), desk.list.now().length]).to.deep.equal([
      ['InvalidAnswers', 'InvalidAnswers', 'InvalidReason'],
      [],
      1,
    ])
  })

  it('refuse own words beyond their limit, which they name, and words of several lines', async () => {
    const answer = (words: string) => decide(aDecision({ answers: { [QUESTION]: [words] } }))
    const fault = await answer('😀'.repeat(301))
    expect(fault).to.deep.equal(E.left({ _tag: 'InvalidAnswers', reason: 'too-long', field: null, limit: 300 }))
    expect(await answer('one\ntwo')).to.deep.equal(
      E.left({ _tag: 'InvalidAnswers', reason: 'several-lines', field: null }),
    )
    expect([pressed(), desk.list.now().length]).to.deep.equal([[], 1])
  })

  it('are answered in own words by their field, with the screen checked before each press', async () => {
    const field = DIALOG.map((row) => row.replace('❯ 1. Red', '  1. Red').replace('  4. Type', '❯ 4. Type'))
    const typed = field.map((row) => row.replace('Type something.', 'green'))
    world.host.controls.onPress('cc-shop', (key) => {
      show(key === 'Enter' ? PROMPT : field)
    })
    const deciding = desk.decide(firstIdOf(desk), aDecision({ answers: { [QUESTION]: ['green'] } }), anOperator())()
    await pass(2_500)
    expect([pressed(), world.host.controls.typedIn('cc-shop')]).to.deep.equal([['4'], 'green'])
    show(typed)
    await pass(1_000)
    expect([E.isRight(await deciding), pressed(), desk.list.now()]).to.deep.equal([true, ['4', 'Enter'], []])
  })

  it('get no further key, with an unknown delivery, when a page does not follow', async () => {
    world.host.controls.onPress('cc-shop', () => undefined)
    const deciding = desk.decide(firstIdOf(desk), aDecision({ answers: { [QUESTION]: ['green'] } }), anOperator())()
    await pass(10_000)
    expect([E.isRight(await deciding), pressed(), world.host.controls.typedIn('cc-shop')]).to.deep.equal([
      true,
      ['4'],
      '',
    ])
    expect(world.ledger.entries.at(-1)?.['delivered']).to.equal(null)
  })

  it('get no key when other options are on the screen', async () => {
    const id = firstIdOf(desk)
    show(DIALOG.map((row) => row.replace('2. Blue', '2. Green')))
    expect(leftTag(await decide(aDecision({ answers: { [QUESTION]: ['Blue'] } }), id))).to.equal('DialogChanged')
    expect(pressed()).to.deep.equal([])
  })
})
