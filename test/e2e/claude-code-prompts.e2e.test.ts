import { access, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { agentPlace, type AgentPlace } from '../support/agent-place.js'
import { CLAUDE_CODE_VERSIONS } from '../support/claude-code.js'
import { eventually } from '../support/eventually.js'
import type { HubProcess } from '../support/hub-process.js'

const WITHIN_MS = 60_000
/** A client may read 300 times a minute. */
const POLL_MS = 300

interface Prompt {
  readonly id: string
  readonly text: string
  readonly state: string
  readonly fault: string | null
}

for (const version of CLAUDE_CODE_VERSIONS)
  describe(`queued prompts and the ${version} Claude Code`, function () {
    this.timeout(240_000)
    let place: AgentPlace
    let hub: HubProcess

    before(async () => {
      place = await agentPlace({ version })
      hub = await place.startHub()
      await place.penates('hooks', 'install')
      await hub.call('POST', '/api/approvals/config', { mode: 'off' })
    })
    afterEach(async function () {
      if (this.currentTest?.state === 'failed') console.log(await place.screens(), hub.output().slice(-4_000))
    })
    after(() => place.close())

    const queue = async (name: string): Promise<ReadonlyArray<Prompt>> =>
      ((await hub.call('GET', `/api/sessions/cc-${name}/prompts`)).body as { readonly prompts: ReadonlyArray<Prompt> })
        .prompts
    const add = async (name: string, text: string): Promise<string> => {
      const { body } = await hub.call('POST', `/api/sessions/cc-${name}/prompts`, { text })
      return (body as { readonly prompts: ReadonlyArray<Prompt> }).prompts.at(-1)?.id ?? ''
    }
    const become = (name: string, ...states: ReadonlyArray<string>) =>
      eventually(
        async () => {
          expect((await queue(name)).map(({ state }) => state)).to.deep.equal(states)
        },
        WITHIN_MS,
        POLL_MS,
      )
    /** Prompts that the agent ran, in its own order. */
    const ran = (name: string): Promise<string> => readFile(join(place.folder(name), 'ran'), 'utf8').catch(() => '')
    const note = (word: string): string => `run: echo ${word} >> ran`
    const until = (file: string): string => `run: touch at-work; until [ -e ${file} ]; do sleep 0.2; done`

    it('come one after the other to an agent that was at work, each once and in order', async () => {
      const agent = await place.agent(hub, 'a', '--permission-mode bypassPermissions')
      await agent.ask(until('go'))
      await agent.shows(/esc to interrupt|…/)
      const long = Array.from({ length: 30 }, (_, at) => `line ${String(at)}\twith "quotes" and größe`).join('\n')
      await add('a', note('first'))
      await add('a', `Some lines first:\n${long}\n\n${note('second')}`)
      await add('a', note('third'))
      expect((await queue('a')).map(({ state }) => state)).to.deep.equal(['waiting', 'waiting', 'waiting'])
      await writeFile(join(place.folder('a'), 'go'), '')
      await become('a', 'sent', 'sent', 'sent')
      await eventually(async () => void expect(await ran('a')).to.equal('first\nsecond\nthird\n'), WITHIN_MS)
    })

    it('are typed into a turn that runs when they are sent now, and confirmed', async () => {
      const agent = await place.agent(hub, 'b', '--permission-mode bypassPermissions')
      await agent.ask(until('go'))
      // Before its command runs, a prompt would be part of the turn at once.
      await eventually(() => access(join(place.folder('b'), 'at-work')), WITHIN_MS, POLL_MS)
      const id = await add('b', note('steered'))
      // It is refused while the screen is between two states.
      await eventually(
        async () => {
          const { status, body } = await hub.call('POST', `/api/sessions/cc-b/prompts/${id}/send`)
          expect(status, JSON.stringify(body)).to.equal(200)
        },
        WITHIN_MS,
        POLL_MS,
      )
      await writeFile(join(place.folder('b'), 'go'), '')
      await become('b', 'sent')
      // 2.1.197 takes it into the turn and reports it in its transcript only; 2.1.332 begins another turn.
      await agent.shows('echo steered')
    })

    it('wait behind text in the prompt of the agent', async () => {
      const agent = await place.agent(hub, 'd', '--permission-mode bypassPermissions')
      await agent.ask('hello')
      await agent.shows('All done.')
      await add('d', note('first'))
      await become('d', 'sent')
      await eventually(async () => void expect(await ran('d')).to.equal('first\n'), WITHIN_MS)
      await agent.type('half a thought')
      const id = await add('d', note('second'))
      const { body } = await hub.call('POST', `/api/sessions/cc-d/prompts/${id}/send`)
      expect(body).to.deep.include({ code: 'AgentNotReady', reason: 'draft' })
      await agent.press('C-u')
      await become('d', 'sent', 'sent')
      await eventually(async () => void expect(await ran('d')).to.equal('first\nsecond\n'), WITHIN_MS)
    })

    it('are text, and no command of the shell, when they begin with its sign', async () => {
      const agent = await place.agent(hub, 'e', '--permission-mode default')
      await agent.ask('hello')
      await agent.shows('All done.')
      await add('e', '!touch made-1')
      await add('e', '\u2060 !touch made-2')
      await add('e', 'ends with a backslash \\')
      await become('e', 'sent', 'sent', 'sent')
      expect([await agent.has('made-1'), await agent.has('made-2')]).to.deep.equal([false, false])
    })

    it('wait in front of a permission dialog, and come after the restart of the hub', async () => {
      const agent = await place.agent(hub, 'c')
      await agent.ask('run: echo asked >> asked')
      await agent.shows('Do you want to proceed?')
      await add('c', note('after'))
      await hub.end('SIGTERM')
      hub = await place.startHub()
      await become('c', 'waiting')
      await agent.shows('Do you want to proceed?')
      await agent.press('Enter')
      await become('c', 'sent')
      await agent.shows('echo after')
    })
  })
