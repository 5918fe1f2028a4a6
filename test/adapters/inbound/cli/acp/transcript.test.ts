import { appendFile, mkdir, readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { transcripts } from '../../../../../adapters/outbound/agents/acp/transcripts.js'
import type { ConversationEntry } from '../../../../../domain/conversations/conversation.js'
import { acpScene, type AcpScene, type AcpSceneOptions } from '../../../../support/acp-scene.js'
import { eventually } from '../../../../support/eventually.js'
import { fakeAcpAgent, type FakeAcpAgentOptions } from '../../../../support/fake-acp-agent.js'
import { scratchFolder } from '../../../../support/scratch-folder.js'

const CALL = { toolCallId: 'c1', title: 'Run make', kind: 'execute', rawInput: { command: 'make' } }
const chunk = (kind: string, text: string) => ({ sessionUpdate: `${kind}_chunk`, content: { type: 'text', text } })
const said = (text: string) => chunk('agent_message', text)
const update = (fields: object) => ({ sessionUpdate: 'tool_call_update', toolCallId: 'c1', ...fields })
const output = (text: string) => ({ type: 'content', content: { type: 'text', text } })
const task = (content: string, status: string) => ({ content, status, priority: 'high' })

/** Longest row that the hub reads. */
const MAX_ROW = 4 * 1024 * 1024

describe('the conversation that penates acp stores', () => {
  const data = scratchFolder()
  const folder = (): string => join(data(), 'penates', 'acp-conversations')
  const file = (): string => join(folder(), 's1.jsonl')

  const open = async (agent: FakeAcpAgentOptions = {}, options: AcpSceneOptions = {}): Promise<AcpScene> => {
    const scene = acpScene({ environment: { XDG_DATA_HOME: data() }, agent: fakeAcpAgent(agent), ...options })
    await scene.shows('acp · ready · fake 1.0')
    return scene
  }
  const prompt = async ({ type, agent }: AcpScene, text: string): Promise<void> => {
    const before = agent.prompts().length
    type(`${text}\r`)
    await eventually(() => {
      expect(agent.prompts()).to.have.length(before + 1)
    })
  }
  const end = async ({ type, run, agent, shows }: AcpScene): Promise<void> => {
    if (agent.prompts().length > 0) agent.endTurn()
    await shows('acp · ready')
    type('\u0004')
    expect((await run).code).to.equal(0)
  }
  const rows = async (): Promise<ReadonlyArray<string>> => (await readFile(file(), 'utf8')).split('\n').filter(Boolean)
  const entries = async (): Promise<ReadonlyArray<ConversationEntry>> =>
    (await rows()).flatMap((row, at) => transcripts.entriesIn(JSON.parse(row), at))
  const shown = async (): Promise<ReadonlyArray<unknown>> =>
    (await entries()).map(({ kind, tool, text }) => [kind, tool ?? text])

  it('has prompts, text, thoughts, calls with results, and the plan, in their order', async () => {
    const scene = await open()
    const { agent } = scene
    await prompt(scene, 'go')
    agent.update(chunk('agent_thought', 'Look '))
    agent.update(chunk('agent_thought', 'first'))
    agent.update(said('I run '))
    agent.update(said('make.'))
    const plan = { sessionUpdate: 'plan', entries: [task('Build', 'in_progress'), task('Test', 'pending')] }
    for (let round = 0; round < 2; round += 1) agent.update(plan)
    agent.update({ sessionUpdate: 'tool_call', ...CALL, status: 'pending' })
    agent.update(update({ status: 'in_progress' }))
    agent.update(update({ status: 'completed', content: [output('built')] }))
    agent.update(said('Done.'))
    await end(scene)
    expect(await shown()).to.deep.equal([
      ['prompt', 'go'],
      ['thinking', 'Look first'],
      ['answer', 'I run make.'],
      ['call', 'TodoWrite'],
      ['result', ''],
      ['call', 'Bash'],
      ['result', 'built'],
      ['answer', 'Done.'],
    ])
    const found = await entries()
    expect(found.find(({ tool }) => tool === 'Bash')).to.deep.include({ callId: 'c1', input: { command: 'make' } })
    expect(found.find(({ tool }) => tool === 'TodoWrite')?.input).to.deep.equal({
      todos: [
        { content: 'Build', status: 'in_progress' },
        { content: 'Test', status: 'pending' },
      ],
    })
    expect(found.every(({ at }) => at !== null)).to.equal(true)
    const [first] = (await rows()).map((row): unknown => JSON.parse(row))
    expect(first).to.deep.equal({ directory: '/work/shop', kind: 'start', program: ['fake', 'acp'] })
    expect((await stat(file())).mode & 0o777).to.equal(0o600)
    expect((await stat(folder())).mode & 0o777).to.equal(0o700)
  })

  it('has a call that is asked about before it runs, and its change also where that comes with the result alone', async () => {
    const scene = await open()
    const { agent, shows, type } = scene
    await prompt(scene, 'go')
    const asked = agent.ask(CALL)
    await shows('Allow? Run make')
    await eventually(async () => {
      expect(await shown()).to.deep.equal([
        ['prompt', 'go'],
        ['call', 'Bash'],
      ])
    })
    type('n\r')
    await asked
    agent.update(update({ status: 'failed', content: [output('denied')] }))
    const diff = { type: 'diff', path: '/work/shop/a', oldText: 'one\n', newText: 'two\n' }
    const edit = { toolCallId: 'c2', title: 'Edit a', kind: 'edit' }
    agent.update({ sessionUpdate: 'tool_call', ...edit, status: 'in_progress', content: [diff] })
    agent.update(update({ toolCallId: 'c2', status: 'completed' }))
    agent.update({ sessionUpdate: 'tool_call', ...edit, toolCallId: 'c3', status: 'in_progress' })
    agent.update(update({ toolCallId: 'c3', status: 'completed', content: [diff] }))
    await end(scene)
    const found = await entries()
    const of = (id: string) => found.filter(({ callId }) => callId === id)
    expect(of('c1')[1]).to.include({ kind: 'result', text: 'denied', isError: true })
    expect(of('c2')[0]?.input).to.deep.equal({ file_path: '/work/shop/a', old_string: 'one\n', new_string: 'two\n' })
    expect(of('c2')[1]).to.include({ kind: 'result', text: '' })
    expect(of('c3')[1]?.text).to.equal('/work/shop/a (+1 -1)\n- one\n+ two')
  })

  it('has each call and result once, whatever order its updates come in, and those after the end of a turn', async () => {
    const scene = await open()
    const { agent } = scene
    await prompt(scene, 'go')
    agent.update(update({ status: 'completed', content: [output('early')] }))
    agent.update({ sessionUpdate: 'tool_call', ...CALL, status: 'in_progress' })
    agent.update(update({ status: 'completed', content: [output('again')] }))
    agent.update({ sessionUpdate: 'tool_call', ...CALL, toolCallId: 'c2', status: 'in_progress' })
    agent.endTurn()
    await scene.shows('acp · ready')
    agent.update(update({ toolCallId: 'c2', status: 'completed', content: [output('late')] }))
    agent.update(said('One more thing'))
    await scene.prints('One more thing')
    await end(scene)
    expect(await shown()).to.deep.equal([
      ['prompt', 'go'],
      ['call', 'tool_call'],
      ['result', 'early'],
      ['call', 'Bash'],
      ['result', 'late'],
      ['answer', 'One more thing'],
    ])
  })

  it('has nothing of nonsense and of updates of an unknown kind, and goes on after them', async () => {
    const scene = await open()
    const { agent } = scene
    await prompt(scene, 'go')
    for (const line of ['log: started', '[]', '7', '{"jsonrpc":"2.0"}', '\0']) agent.write(line)
    agent.update({ sessionUpdate: 'something_new', content: 5 })
    agent.update({ sessionUpdate: 'plan', entries: 'none' })
    agent.update({ sessionUpdate: 'plan', entries: [{ content: 7 }] })
    agent.update({ sessionUpdate: 'tool_call', toolCallId: 5 })
    agent.update(said('\u001b[31m<script>\u202e\u0000'))
    await end(scene)
    expect(await shown()).to.deep.include(['answer', '\u001b[31m<script>\u202e\u0000'])
    expect((await entries()).map(({ kind }) => kind)).to.include.members(['prompt', 'answer'])
  })

  it('has long texts in several rows, and no row that the hub would pass over', async () => {
    const scene = await open()
    const { agent } = scene
    await prompt(scene, 'go')
    const size = 3_000_000
    agent.update(said('€'.repeat(size)))
    const long = { ...CALL, rawInput: { command: 'x'.repeat(size) } }
    agent.update({ sessionUpdate: 'tool_call', ...long, status: 'in_progress' })
    agent.update(update({ status: 'completed', content: [output('\u0001'.repeat(size))] }))
    const many = Array.from({ length: 5_000 }, () => task('y'.repeat(5_000), 'pending'))
    agent.update({ sessionUpdate: 'plan', entries: many })
    await end(scene)
    for (const row of await rows()) expect(Buffer.byteLength(row)).to.be.below(MAX_ROW)
    const found = await entries()
    const answers = found.filter(({ kind }) => kind === 'answer')
    expect(answers.reduce((sum, { length }) => sum + length, 0)).to.equal(size)
    expect(found.find(({ callId, kind }) => callId === 'c1' && kind === 'call')).to.deep.include({
      ...{ tool: 'Bash', text: 'Run make', input: null },
    })
    expect(found.filter(({ tool }) => tool === 'TodoWrite')).to.have.length(1)
  })

  it('has the error of a turn that failed, its stop, and the text before the agent died', async () => {
    const scene = await open()
    const { agent } = scene
    await prompt(scene, 'go')
    agent.failTurn({ code: -32_603, message: 'Internal error', data: { details: 'no credit' } })
    await scene.shows('acp · ready')
    await prompt(scene, 'again')
    agent.endTurn('cancelled')
    await scene.shows('acp · ready')
    await prompt(scene, 'once more')
    agent.update(said('I am'))
    await scene.prints('I am')
    agent.die()
    expect((await scene.run).code).to.equal(1)
    const found = await entries()
    expect(found.map(({ kind, text, isError }) => [kind, text, isError]).slice(0, 6)).to.deep.equal([
      ['prompt', 'go', false],
      ['notice', 'Internal error: no credit', true],
      ['prompt', 'again', false],
      ['notice', 'The turn has ended: cancelled', false],
      ['prompt', 'once more', false],
      ['answer', 'I am', false],
    ])
    expect(found.at(-1)).to.include({ kind: 'notice', isError: true })
  })

  const HISTORY = [
    chunk('user_message', 'go'),
    said('I ran make.'),
    { sessionUpdate: 'tool_call', ...CALL, status: 'in_progress' },
    update({ status: 'completed', content: [output('built')] }),
  ]

  it('goes on where a conversation is continued, without what the agent repeats', async () => {
    const first = await open()
    await prompt(first, 'go')
    first.agent.update(said('I ran make.'))
    await end(first)
    await appendFile(file(), '{"half of a row')
    const next = await open({ history: HISTORY }, { resume: 's1' })
    expect(next.agent.received.map(({ method }) => method))
      .to.include('session/load')
      .and.not.include('session/new')
    expect(next.output()).to.contain('I ran make.').and.to.contain('✓ Run make')
    await prompt(next, 'more')
    next.agent.update({ sessionUpdate: 'tool_call', ...CALL, status: 'in_progress' })
    next.agent.update(said('More.'))
    await end(next)
    const whole = (await rows()).filter((row) => row.endsWith('}'))
    const found = whole.flatMap((row, at) => transcripts.entriesIn(JSON.parse(row), at))
    expect(found.map(({ kind, tool, text }) => [kind, tool ?? text])).to.deep.equal([
      ['prompt', 'go'],
      ['answer', 'I ran make.'],
      ['prompt', 'more'],
      ['call', 'Bash'],
      ['answer', 'More.'],
    ])
  })

  it('has what an agent repeats of a conversation that began elsewhere, without times', async () => {
    const scene = await open({ history: HISTORY }, { resume: 's1' })
    await prompt(scene, 'more')
    await end(scene)
    expect((await entries()).map(({ kind, tool, text, at }) => [kind, tool ?? text, at === null])).to.deep.equal([
      ['prompt', 'go', true],
      ['answer', 'I ran make.', true],
      ['call', 'Bash', true],
      ['result', 'built', true],
      ['prompt', 'more', false],
    ])
  })

  it('is not continued by an agent that cannot, or that does not find it', async () => {
    for (const [agent, reason] of [
      [fakeAcpAgent(), 'it cannot continue a conversation'],
      [fakeAcpAgent({ history: [] }), 'Resource not found'],
    ] as const) {
      const { run } = acpScene({ environment: { XDG_DATA_HOME: data() }, agent, resume: 'other' })
      const { code, err } = await run
      expect([code, err.includes(reason)]).to.deep.equal([1, true])
    }
  })

  it('is left out for an id that is no name of a file, and without a folder for it', async () => {
    for (const session of ['../s1', 'a/b', '-x', 'x'.repeat(200)]) await end(await open({ session }))
    expect(await readdir(data())).to.deep.equal([])
    await end(await open({}, { environment: {} }))
  })

  it('is not written through a link or into a folder without permission, which the terminal says once', async () => {
    await mkdir(folder(), { recursive: true })
    await writeFile(join(data(), 'precious'), 'mine')
    await symlink(join(data(), 'precious'), file())
    const linked = await open()
    await linked.prints('The hub cannot show this conversation')
    await prompt(linked, 'go')
    await end(linked)
    expect(await readFile(join(data(), 'precious'), 'utf8')).to.equal('mine')
    await writeFile(join(data(), 'blocked'), '')
    const blocked = await open({}, { environment: { XDG_DATA_HOME: join(data(), 'blocked') } })
    await prompt(blocked, 'go')
    await end(blocked)
    expect(blocked.output().split('cannot show this conversation')).to.have.length(2)
  })
})
