import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { agentPlace, type Agent, type AgentPlace } from '../support/agent-place.js'
import { CLAUDE_CODE_VERSIONS } from '../support/claude-code.js'
import { eventually } from '../support/eventually.js'
import type { HubProcess } from '../support/hub-process.js'

const WITHIN_MS = 60_000
const POLL_MS = 200
const REFUSED = 'Not decided by a person'

for (const version of CLAUDE_CODE_VERSIONS)
  describe(`a strict session of the ${version} Claude Code with rules for cd, cat and others`, function () {
    this.timeout(300_000)
    let place: AgentPlace
    let hub: HubProcess

    before(async () => {
      place = await agentPlace({ version })
      hub = await place.startHub()
      await hub.call('POST', '/api/approvals/config', { mode: 'strict' })
      for (const command of ['cd *', 'cat *', 'pushd *', 'git *', 'tar *', 'env *', 'curl *', 'sed *', 'xargs *'])
        await hub.call('POST', '/api/approval-rules', { effect: 'allow', tool: 'Bash', command })
    })
    afterEach(async function () {
      if (this.currentTest?.state === 'failed') console.log(await place.screens(), hub.output().slice(-4_000))
    })
    after(() => place.close())

    /** Results of tools in all transcripts, as the model gets them. */
    const results = async (): Promise<ReadonlyArray<string>> => {
      const folder = join(place.home, '.claude', 'projects')
      const names = await readdir(folder, { recursive: true }).catch(() => [])
      const texts = await Promise.all(
        names.filter((name) => name.endsWith('.jsonl')).map((name) => readFile(join(folder, name), 'utf8')),
      )
      return texts.flatMap((text) => text.split('\n')).filter((line) => line.includes('"tool_result"'))
    }
    const run = async (agent: Agent, command: string): Promise<string> => {
      const before = (await results()).length
      await agent.ask(`run: ${command}`)
      await eventually(
        async () => void expect((await results()).length, command).to.be.above(before),
        WITHIN_MS,
        POLL_MS,
      )
      return (await results()).at(-1) ?? ''
    }

    it('gives the token of the operator to no walk, and runs what stays in the folder', async () => {
      const folder = place.folder('a')
      const token = (await readFile(join(place.state, 'operator-token'), 'utf8')).trim()
      await writeFile(join(folder, 'notes'), 'plain words')
      const agent = await place.agent(hub, 'a', '--permission-mode bypassPermissions')
      const up = relative(folder, place.state)
      const [one = '', ...rest] = up.split('/')
      const walked = `${rest.join('/')}/operator-token`
      for (const command of [
        `cd ${one} && cat ${walked}`,
        `cd .. && cd .. && cat ${relative(join(folder, '../..'), place.state)}/operator-token`,
        `cd ..; cd ..; cat */operator-token`,
        `pushd .. && pushd .. && cat ${relative(join(folder, '../..'), place.state)}/operator-token`,
        `(cd ../..; cat ${relative(join(folder, '../..'), place.state)}/operator-token)`,
        `git -C .. -C .. diff --no-index /dev/null ${relative(join(folder, '../..'), place.state)}/operator-token`,
        `tar -C ../.. -cf - ${relative(join(folder, '../..'), place.state)}`,
        `env -C ../.. cat ${relative(join(folder, '../..'), place.state)}/operator-token`,
        `curl -s file://localhost${place.state}/operator-token`,
        `curl -s FILE://${place.state.replace('a', '%61')}/operator-token`,
        `sed "r ${up}/operator-token" notes`,
        `cat notes | xargs -I{} cat ${up}/operator-token`,
        `cd && cat ${relative(place.home, place.state)}/operator-token`,
      ])
        expect([command, (await run(agent, command)).includes(REFUSED)]).to.deep.equal([command, true])
      expect(await run(agent, `cd ${folder} && cat notes`)).to.include('plain words')
      expect((await results()).join('\n')).to.not.include(token)
    })
  })
