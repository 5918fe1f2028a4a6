import { acpScene, type AcpScene, type AcpSceneOptions } from '../../../../support/acp-scene.js'
import { eventually } from '../../../../support/eventually.js'
import { fakeAcpAgent } from '../../../../support/fake-acp-agent.js'
import { runCli } from '../../../../support/run-cli.js'

const CALL = { toolCallId: 'c1', title: 'Run make', kind: 'execute', rawInput: { command: 'make' } }
const selected = (kind: string) => ({ outcome: 'selected', optionId: `option ${kind}` })
const CANCELLED = { outcome: 'cancelled' }
const text = (words: string) => ({ sessionUpdate: 'agent_message_chunk', content: { type: 'text', text: words } })

/** A conversation in which a turn runs. */
async function inTurn(options: AcpSceneOptions = {}): Promise<AcpScene> {
  const scene = acpScene(options)
  await scene.shows('acp · ready · fake 1.0')
  scene.type('go\r')
  await eventually(() => {
    expect(scene.agent.prompts()).to.deep.equal(['go'])
  })
  return scene
}

const ended = async ({ type, run, shows }: AcpScene): Promise<void> => {
  type('\u0003\u0003')
  await shows(/./)
  type('\u0003\u0003')
  expect((await run).code).to.equal(0)
}

describe('penates acp', () => {
  it('opens a conversation in the folder, with no files and no terminals of the client', async () => {
    const scene = acpScene()
    await scene.shows('acp · ready · fake 1.0')
    const [opening, session] = scene.agent.received
    expect(opening?.params).to.deep.include({ protocolVersion: 1, clientCapabilities: {} })
    expect(session?.params).to.deep.equal({ cwd: '/work/shop', mcpServers: [] })
    scene.type('\u0004')
    expect(await scene.run).to.deep.equal({ code: 0, out: '', err: '' })
    expect(scene.agent.isStopped()).to.equal(true)
  })

  it('shows text, thoughts, calls with their output and changes, and the plan', async () => {
    const scene = await inTurn()
    const { agent, prints } = scene
    agent.update({ sessionUpdate: 'agent_thought_chunk', content: { type: 'text', text: 'Look first' } })
    agent.update(text('I run '))
    agent.update(text('make.'))
    const entries = [
      { content: 'Build', priority: 'high', status: 'completed' },
      { content: 'Test', priority: 'high', status: 'in_progress' },
    ]
    agent.update({ sessionUpdate: 'plan', entries })
    agent.update({ sessionUpdate: 'tool_call', ...CALL, status: 'pending' })
    agent.update({ sessionUpdate: 'tool_call_update', toolCallId: 'c1', status: 'in_progress' })
    const change = { type: 'diff', path: '/work/shop/a', oldText: 'one\ntwo\nthree\n', newText: 'one\n2\nthree\n' }
    const output = { type: 'content', content: { type: 'text', text: 'built\u001b[31m in red' } }
    agent.update({
      ...{ sessionUpdate: 'tool_call_update', toolCallId: 'c1', status: 'completed', content: [output, change] },
    })
    agent.endTurn()
    for (const shown of ['Look first', 'I run make.', '[x] Build', '[>] Test', '▸ Run make', '$ make', '✓ Run make'])
      await prints(shown)
    for (const shown of ['built in red', '/work/shop/a (+1 -1)', '- two', '+ 2']) await prints(shown)
    await scene.shows('acp · ready')
    await ended(scene)
  })

  it('sends a paste with line breaks as one prompt, and what is typed during a turn after it', async () => {
    const scene = await inTurn()
    const { agent, type } = scene
    type('\u001b[200~first\rsecond\u001b[20')
    type('1~')
    type('\r')
    await scene.shows('1 waiting')
    expect(agent.prompts()).to.deep.equal(['go'])
    agent.endTurn()
    await eventually(() => {
      expect(agent.prompts()).to.deep.equal(['go', 'first\nsecond'])
    })
    agent.endTurn()
    await scene.shows('acp · ready')
    await ended(scene)
  })

  it('answers a permission by the option for one call, never by the one for all', async () => {
    const scene = await inTurn()
    const { agent, type, shows } = scene
    for (const [key, kind] of [
      ['y', 'allow_once'],
      ['n', 'reject_once'],
    ] as const) {
      const outcome = agent.ask(CALL)
      await shows('Allow? Run make')
      await shows('$ make')
      type(`${key}\r`)
      expect(await outcome).to.deep.equal(selected(kind))
    }
    const forGood = agent.ask(CALL, ['allow_always', 'reject_always'])
    await shows(/asking · n and/)
    type('y\r')
    type('n\r')
    expect(await forGood).to.deep.equal(CANCELLED)
    await ended(scene)
  })

  it('answers two permissions at once in their order', async () => {
    const scene = await inTurn()
    const { agent, type, shows } = scene
    const first = agent.ask(CALL)
    const second = agent.ask({ ...CALL, toolCallId: 'c2', title: 'Run rm' })
    await shows('Allow? Run make')
    type('n\r')
    expect(await first).to.deep.equal(selected('reject_once'))
    await shows('Allow? Run rm')
    type('y\r')
    expect(await second).to.deep.equal(selected('allow_once'))
    await ended(scene)
  })

  it('cancels the turn by Ctrl-C, which no permission outlives, and drops what waits', async () => {
    const scene = await inTurn()
    const { agent, type, shows } = scene
    const outcome = agent.ask(CALL)
    await shows('Allow? Run make')
    type('later\r')
    type('\u0003')
    expect(await outcome).to.deep.equal(CANCELLED)
    await eventually(() => {
      expect(agent.received.map(({ method }) => method)).to.include('session/cancel')
    })
    agent.endTurn('cancelled')
    await shows('acp · ready')
    await scene.prints('The turn has ended: cancelled')
    expect(agent.prompts()).to.deep.equal(['go'])
    await ended(scene)
  })

  it('ends by a second Ctrl-C when the agent does not stop', async () => {
    const scene = await inTurn()
    scene.type('\u0003')
    await scene.shows('Ctrl-C again ends')
    scene.type('\u0003')
    expect((await scene.run).code).to.equal(0)
    expect(scene.agent.isStopped()).to.equal(true)
  })

  it('ends with the last errors of an agent that dies in the middle of a turn', async () => {
    const scene = await inTurn()
    scene.agent.die()
    const { code, err } = await scene.run
    expect(code).to.equal(1)
    expect(err).to.contain('the conversation with fake has ended').and.to.contain('out of memory')
  })

  it('shows a turn that failed and takes the next prompt', async () => {
    const scene = await inTurn()
    const { agent, type } = scene
    agent.failTurn({ code: -32_603, message: 'Internal error', data: { details: 'no credit' } })
    await scene.prints('The turn failed: Internal error: no credit')
    type('again\r')
    await eventually(() => {
      expect(agent.prompts()).to.deep.equal(['go', 'again'])
    })
    await ended(scene)
  })

  it('goes on after nonsense and an update of an unknown kind', async () => {
    const scene = await inTurn()
    const { agent } = scene
    for (const line of ['log: started', '[]', '7', '{"jsonrpc":"2.0"}', '{"jsonrpc":"2.0","id":99,"result":{}}', '\0'])
      agent.write(line)
    agent.update({ sessionUpdate: 'something_new', content: 5 })
    agent.update({ sessionUpdate: 'tool_call', toolCallId: 5 })
    agent.update({ sessionUpdate: 'agent_message_chunk' })
    const odd = agent.ask({ title: 'without an id' })
    expect(await odd).to.have.nested.property('error.code')
    agent.update(text('still here'))
    agent.endTurn()
    await scene.prints('still here')
    await scene.shows('acp · ready')
    await ended(scene)
  })

  it('shows 10 MB of text in one line and in many within seconds', async () => {
    const scene = await inTurn()
    const { agent } = scene
    const [size, pieces] = [5_000_000, 500]
    agent.update(text('a'.repeat(size)))
    for (let piece = 0; piece < pieces; piece += 1) agent.update(text('word '.repeat(size / pieces / 5)))
    agent.update(text('\nThe end'))
    agent.endTurn()
    await scene.prints('The end')
    await scene.shows('acp · ready')
    expect(scene.output().length).to.be.greaterThan(2 * size)
    await ended(scene)
  })

  it('says why an agent of another version opens no conversation', async () => {
    const { run } = acpScene({ agent: fakeAcpAgent({ version: 2 }) })
    const { code, err } = await run
    expect(code).to.equal(1)
    expect(err).to.contain('it speaks version 2 of the protocol')
  })

  it('needs a terminal, and a hub for strict', async () => {
    expect((await runCli(['acp', '--', 'fake'])).err).to.contain('acp needs a terminal')
    const { run, agent } = acpScene({ strict: 'key' })
    expect(await run).to.deep.include({ code: 2 })
    expect(agent.isStopped()).to.equal(true)
  })
})
