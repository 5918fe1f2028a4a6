import { hubOfEachTest } from '../../../../support/fake-hub.js'
import { screenOf } from '../../../../support/claude-screens.js'
import { eventually } from '../../../../support/eventually.js'
import { DIALOG_SCREEN, PROMPT_SCREEN } from '../../../../support/prompts.js'

interface Listed {
  readonly kind: string
  readonly name: string
  readonly text: string
  readonly subject: string | null
  readonly answers: ReadonlyArray<string>
  readonly obstacle: string | null
}

describe('GET /api/stops', () => {
  const hub = hubOfEachTest()
  beforeEach(() => {
    hub.host.controls.startByHand('cc-a', '/work/shop')
  })

  const stops = async (): Promise<ReadonlyArray<Listed>> => {
    const { status, json } = await hub.send('GET', '/api/stops')
    expect(status).to.equal(200)
    return (json as { readonly stops: ReadonlyArray<Listed> }).stops
  }
  const report = (event: string, body: object) =>
    hub.send('POST', `/api/hooks/${event}`, { body, headers: { 'x-penates-session': 'cc-a' } })

  it('is empty while nothing stops an agent', async () => {
    expect(await stops()).to.deep.equal([])
  })

  it('has a dialog of a terminal with the whole screen, and none once the agent works', async () => {
    hub.host.controls.setScreen('cc-a', screenOf('2.1.332-trust'))
    await report('Notification', { notification_type: 'permission_prompt' })
    const [trust] = await stops()
    expect(trust).to.deep.include({ kind: 'trust', name: 'cc-a', answers: [], obstacle: 'terminal' })
    expect(trust?.text).to.match(/trust[^]*Enter to confirm/)
    hub.host.controls.setScreen('cc-a', ['', 'Choose a renderer', '❯ 1. Fullscreen', ''])
    expect(await stops()).to.have.nested.property('[0].text', 'Choose a renderer\n❯ 1. Fullscreen')
    await report('UserPromptSubmit', { prompt: 'go' })
    expect(await stops()).to.deep.equal([])
  })

  it('has a failed turn in the words of the agent until its next prompt', async () => {
    await report('UserPromptSubmit', { prompt: 'go' })
    await report('StopFailure', { error: 'overloaded', last_assistant_message: 'API Error: 529' })
    expect((await stops()).map(({ kind, answers }) => [kind, ...answers])).to.deep.equal([['failed', 'reply']])
    await report('UserPromptSubmit', { prompt: 'again' })
    expect(await stops()).to.deep.equal([])
  })

  it('has a prompt that was not sent, which the routes of the queue answer', async () => {
    hub.host.controls.setScreen('cc-a', PROMPT_SCREEN)
    const path = '/api/sessions/cc-a/prompts'
    await hub.send('POST', path, { body: { text: 'first line\nsecond line', id: 'one' } })
    await report('UserPromptSubmit', { prompt: 'something else' })
    const sending = hub.send('POST', `${path}/one/send`)
    await eventually(() => {
      expect(hub.host.controls.typedIn('cc-a')).to.contain('second')
    })
    hub.host.controls.setScreen('cc-a', DIALOG_SCREEN)
    hub.clock.advance(400)
    await sending
    const [one] = await stops()
    expect(one).to.deep.include({ name: 'cc-a', text: 'first line\nsecond line', subject: 'one' })
    expect(one?.answers).to.deep.equal(['send-prompt', 'remove-prompt'])
    expect((await hub.send('DELETE', `${path}/one`)).status).to.equal(200)
    expect(await stops()).to.deep.equal([])
  })
})
