import { agentOf, agentPlace, type Agent, type AgentPlace } from '../support/agent-place.js'
import { eventually } from '../support/eventually.js'
import type { HubProcess } from '../support/hub-process.js'

const WITHIN_MS = 30_000

describe('two Claude Codes in one folder', function () {
  this.timeout(180_000)
  let place: AgentPlace
  let hub: HubProcess

  before(async () => {
    place = await agentPlace()
    hub = await place.startHub()
    await place.penates('hooks', 'install')
  })
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') console.log(await place.screens(), hub.output().slice(-4_000))
  })
  after(() => place.close())

  async function shown(name: string): Promise<Agent> {
    const target = await place.tmux.run('display-message', '-p', '-t', `=cc-${name}:`, '#{session_id}')
    const agent = agentOf(place, target.trim(), place.folder('a'))
    await agent.shows(/bypass permissions on/)
    return agent
  }
  /** Id of the conversation of a session once it contains the word. */
  async function conversationOf(name: string, word: string): Promise<string | null> {
    let id: string | null = null
    await eventually(async () => {
      const { body } = await hub.call('GET', `/api/sessions/cc-${name}/conversation`)
      expect(JSON.stringify(body)).to.contain(word)
      id = (body as { readonly conversation: string | null }).conversation
    }, WITHIN_MS)
    return id
  }
  async function start(name: string, word: string): Promise<string | null> {
    const body = { name, directory: place.folder('a'), command: 'claude --permission-mode bypassPermissions' }
    expect((await hub.call('POST', '/api/sessions', body)).status).to.equal(201)
    await (await shown(name)).ask(`say ${word}`)
    return conversationOf(name, word)
  }
  async function endAndUndo(name: string): Promise<void> {
    expect((await hub.call('DELETE', `/api/sessions/cc-${name}?keep=1`)).status).to.equal(200)
    expect((await hub.call('POST', `/api/sessions/cc-${name}/restore?continue=1`)).status).to.equal(201)
  }

  it('go on with their own conversation after an end that is undone, also after a restart of the hub', async () => {
    const older = await start('older', 'lighthouse')
    expect(await start('newer', 'harbour')).to.not.equal(older)

    await endAndUndo('older')
    await (await shown('older')).shows('lighthouse')
    await hub.end('SIGTERM')
    hub = await place.startHub()
    await endAndUndo('older')
    const agent = await shown('older')
    await agent.shows('lighthouse')
    await agent.ask('say beacon')
    expect(await conversationOf('older', 'beacon')).to.equal(older)
  })
})
