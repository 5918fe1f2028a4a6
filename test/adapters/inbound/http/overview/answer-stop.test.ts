import { hubOfEachTest } from '../../../../support/fake-hub.js'
import { recordedScreen } from '../../../../support/recorded-screens.js'

const DIALOG = recordedScreen('codex-measured', 'plan', 80)
const PROMPT = recordedScreen('codex-measured', 'ready', 80)

interface Listed {
  readonly id: string
  readonly kind: string
  readonly text: string
  readonly answers: ReadonlyArray<string>
  readonly obstacle: string | null
}

describe('POST /api/stops/answer', () => {
  const hub = hubOfEachTest()
  const show = (rows: ReadonlyArray<string>): void => hub.host.controls.setScreen('cc-a', rows)
  const pressed = () => hub.host.controls.pressedIn('cc-a')

  beforeEach(async () => {
    hub.host.controls.startByHand('cc-a', '/work/shop')
    hub.host.controls.set('cc-a', { foreground: 'codex' })
    show(DIALOG)
    hub.host.controls.onPress('cc-a', () => show(PROMPT))
    const body = { notification_type: 'permission_prompt' }
    await hub.send('POST', '/api/hooks/Notification', { body, headers: { 'x-penates-session': 'cc-a' } })
  })

  const stops = async (): Promise<ReadonlyArray<Listed>> =>
    ((await hub.send('GET', '/api/stops')).json as { readonly stops: ReadonlyArray<Listed> }).stops
  const idOfStop = async (): Promise<string> => (await stops())[0]?.id ?? ''
  /** Answers while time passes in small steps. */
  const answer = async (body: object, ms = 8_000, between: () => void = () => undefined) => {
    const sent = hub.send('POST', '/api/stops/answer', { body })
    const state = { isDone: false }
    void sent.then(() => {
      state.isDone = true
    })
    between()
    for (let passed = 0; passed < ms && !state.isDone; passed += 25) {
      hub.clock.advance(25)
      await new Promise((resolve) => setImmediate(resolve))
      await new Promise((resolve) => setImmediate(resolve))
    }
    return sent
  }

  it('lists the whole plan with its answers, and starts with it by one key', async () => {
    const [stop] = await stops()
    expect(stop).to.deep.include({ kind: 'plan', answers: ['implement-plan', 'keep-planning'], obstacle: null })
    expect(stop?.text).to.contain('one short line').and.not.to.contain('Implement this plan?')
    const body = { id: stop?.id, answer: 'implement-plan' }
    const { status, json } = await answer(body)
    expect([status, json, pressed()]).to.deep.equal([200, { isClosed: true }, ['1']])
  })

  it('goes on planning by the key for that, and presses none for a second answer', async () => {
    hub.host.controls.onPress('cc-a', () => undefined)
    const id = await idOfStop()
    const first = await answer({ id, answer: 'keep-planning' }, 20_000)
    expect([first.status, first.json]).to.deep.equal([200, { isClosed: false }])
    expect((await answer({ id, answer: 'implement-plan' })).status).to.equal(409)
    expect(pressed()).to.deep.equal(['3'])
  })

  it('presses one key when two devices answer at once', async () => {
    const id = await idOfStop()
    const second = hub.send('POST', '/api/stops/answer', { body: { id, answer: 'keep-planning' } })
    const first = await answer({ id, answer: 'implement-plan' })
    expect([first.status, (await second).status].sort()).to.deep.equal([200, 409])
    expect(pressed()).to.have.length(1)
  })

  it('presses nothing where another plan is on the screen by then, and where nothing asks', async () => {
    const id = await idOfStop()
    const other = DIALOG.map((row) => row.replace('  one short line', '  another line'))
    const changed = await answer({ id, answer: 'implement-plan' }, 8_000, () => {
      hub.clock.after(500, () => show(other))
    })
    expect(changed.status).to.equal(409)
    expect((await answer({ id: 'plan x 1', answer: 'implement-plan' })).status).to.equal(409)
    expect(pressed()).to.deep.equal([])
  })

  it('offers no answer where the terminal shows a part of the plan, or where another program prints it', async () => {
    show(DIALOG.slice(DIALOG.findIndex((row) => row.startsWith('• Proposed Plan')) + 1))
    expect((await stops())[0]).to.deep.include({ kind: 'plan', answers: [], obstacle: 'cut' })
    expect((await answer({ id: await idOfStop(), answer: 'implement-plan' })).status).to.equal(409)
    hub.host.controls.set('cc-a', { foreground: 'cat' })
    show(DIALOG)
    expect((await stops())[0]).to.deep.include({ kind: 'dialog', answers: [] })
    expect(pressed()).to.deep.equal([])
  })

  it('takes no other answer', async () => {
    expect((await answer({ id: await idOfStop(), answer: 'yes' })).status).to.equal(400)
  })
})
