import * as E from 'fp-ts/lib/Either.js'
import type { UnfinishedCall } from '../../../application/approvals/tool-results.port.js'
import { sessionId } from '../../../domain/sessions/session-id.js'
import type { Activity } from '../../../domain/attention/activity.js'
import { CLAUDE_CODE } from '../../support/agents.js'
import {
  aCall,
  askAt,
  decideAtDialog,
  passSteadily,
  settled,
  shopDesk,
  type Desk,
  type DeskWorld,
} from '../../support/approvals.js'
import { screenOf } from '../../support/claude-screens.js'
import { anAttention } from '../../support/attention.js'
import { right } from '../../support/results.js'
import { aSessionRecord, someSessionRecords } from '../../support/sessions.js'

const DIALOG = screenOf('2.1.197-permission')
const PROMPT = screenOf('2.1.197-ready')
/** Input of the call whose dialog is on the recorded screen. */
const INPUT = { command: 'touch x.txt', description: 'asked by the prompt' }
const CALL: UnfinishedCall = { toolUseId: 'toolu_1', tool: 'Bash', input: INPUT, cwd: '/work/shop' }
const SESSION = sessionId('cc-shop')

describe('calls that no hook reported', () => {
  let world: DeskWorld
  let desk: Desk

  const show = (rows: ReadonlyArray<string>): void => world.host.controls.setScreen('cc-shop', rows)
  const becomes = (activity: Activity): void => desk.attention.put(SESSION, anAttention({ activity }))
  const asked = () =>
    desk.list.now().map(({ place, call: { tool, input, toolUseId } }) => [place, tool, input, toolUseId])
  const isAsked = ['dialog', 'Bash', INPUT, 'toolu_1']
  const events = () => desk.told.flatMap((event) => (event._tag.startsWith('tool-approval') ? [event._tag] : []))
  const open = async (mode: 'ask' | 'strict' | 'off' = 'ask', conversation = 'c1'): Promise<void> => {
    ;({ world, desk } = shopDesk({ mode }))
    const known = aSessionRecord({
      id: SESSION,
      name: 'cc-shop',
      conversation: { agent: CLAUDE_CODE, id: conversation },
    })
    right(await world.record.update(() => E.right(someSessionRecords({ known: [known] })))())
    world.host.controls.set('cc-shop', { foreground: 'claude' })
    world.results.begins({ agent: CLAUDE_CODE, id: 'c1' }, CALL)
    show(DIALOG)
    becomes('waiting')
    desk.watchDialogs()
  }

  afterEach(() => {
    desk.stopDialogs()
  })

  it('are asked about once their dialog has been on the screen for some seconds, with a message, and answered by keys', async () => {
    await open()
    world.host.controls.onPress('cc-shop', () => {
      show(PROMPT)
    })
    await passSteadily(world, 3_500)
    expect(asked()).to.deep.equal([])
    await passSteadily(world, 6_000)
    expect([asked(), events(), desk.sent.length]).to.deep.equal([[isAsked], ['tool-approval-request'], 1])
    await passSteadily(world, 60 * 60_000, 5_000)
    expect([asked().length, desk.sent.length]).to.deep.equal([1, 1])
    right(await decideAtDialog(world, desk))
    expect([world.host.controls.pressedIn('cc-shop'), asked()]).to.deep.equal([['1'], []])
    expect(world.ledger.entries.map(({ kind, why = null }) => [kind, why])).to.deep.equal([
      ['request', null],
      ['decision', null],
      ['outcome', 'answered-by-keys'],
      ['delivery', null],
    ])
  })

  it('are withdrawn when their dialog goes, and are open after a restart', async () => {
    await open()
    await passSteadily(world, 10_000)
    expect(asked()).to.deep.equal([isAsked])
    expect(right(await world.store.kept())).to.have.length(1)
    show(PROMPT)
    await passSteadily(world, 8_000)
    expect([asked(), world.ledger.entries.map(({ why }) => why).includes('answered-at-terminal')]).to.deep.equal([
      [],
      true,
    ])
  })

  it('are not listed while they cannot be recorded, and are once they can', async () => {
    await open()
    world.isDiskFull = true
    await passSteadily(world, 15_000)
    expect([asked(), events(), desk.logged.length > 0]).to.deep.equal([[], [], true])
    world.isDiskFull = false
    await passSteadily(world, 10_000)
    expect([asked(), events()]).to.deep.equal([[isAsked], ['tool-approval-request']])
  })

  it('go to their hook when it comes late, and are asked about once', async () => {
    await open()
    await passSteadily(world, 10_000)
    const late = await askAt(desk, aCall({ agent: CLAUDE_CODE, hookLimit: 604_800 }, { tool_input: INPUT }))
    await settled()
    expect([desk.list.now().map(({ place }) => place), late.said(), events()]).to.deep.equal([
      ['hook'],
      null,
      ['tool-approval-request'],
    ])
    right(await decideAtDialog(world, desk))
    expect([late.said(), world.host.controls.pressedIn('cc-shop')]).to.deep.equal([{ _tag: 'Allow', input: null }, []])
  })

  it('are left alone while another call of the session is open, and where no dialog or another one is on the screen', async () => {
    await open()
    await askAt(desk, aCall({ agent: CLAUDE_CODE }, { tool_input: { command: 'make' } }))
    await passSteadily(world, 10_000)
    expect(asked().map(([, , input]) => input)).to.deep.equal([{ command: 'make' }])
    for (const rows of [
      PROMPT,
      screenOf('2.1.197-permission').map((row) => row.replaceAll('touch x.txt', 'touch y.txt')),
    ]) {
      desk.stopDialogs()
      await open()
      show(rows)
      await passSteadily(world, 10_000)
      expect(asked()).to.deep.equal([])
    }
  })

  it('are left alone where the session does not ask, waits for nothing, has another conversation or the call has ended', async () => {
    for (const [mode, conversation, activity, isOver] of [
      ['off', 'c1', 'waiting', false],
      ['strict', 'c1', 'waiting', false],
      ['ask', 'c2', 'waiting', false],
      ['ask', 'c1', 'working', false],
      ['ask', 'c1', 'waiting', true],
    ] as const) {
      await open(mode, conversation)
      becomes(activity)
      if (isOver) world.results.ran('/work/shop', { conversation: 'c1', call: CALL })
      await passSteadily(world, 10_000)
      expect(asked(), `${mode} ${conversation} ${activity}`).to.deep.equal([])
      desk.stopDialogs()
    }
  })
})
