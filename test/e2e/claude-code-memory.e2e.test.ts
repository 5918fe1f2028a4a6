import { execFileSync } from 'node:child_process'
import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { agentPlace, type AgentPlace } from '../support/agent-place.js'
import { CLAUDE_CODE_VERSIONS, type ClaudeCodeVersion } from '../support/claude-code.js'
import { eventually } from '../support/eventually.js'
import type { HubProcess } from '../support/hub-process.js'
import { waitForApproval, type PendingApproval } from '../support/pending-approvals.js'

const WITHIN_MS = 30_000

/** Folder, among those of a main checkout and of its worktree, in which a version stores local settings. */
const STORED_IN: Readonly<Record<ClaudeCodeVersion, 'a' | 'b'>> = { measured: 'b', newest: 'a' }

for (const version of CLAUDE_CODE_VERSIONS)
  describe(`what the ${version} Claude Code stores with an allow`, function () {
    this.timeout(120_000)
    let place: AgentPlace
    let hub: HubProcess

    before(async () => {
      place = await agentPlace({ version })
      hub = await place.startHub()
      await place.penates('hooks', 'install')
    })
    afterEach(async function () {
      if (this.currentTest?.state === 'failed') console.log(await place.screens(), hub.output().slice(-4_000))
    })
    after(() => place.close())

    const waiting = () => waitForApproval(hub, undefined, WITHIN_MS)
    const allow = async ({ id, digest }: PendingApproval, more: object = {}): Promise<number> =>
      (await hub.call('POST', `/api/approvals/${id}`, { digest, decision: 'allow', ...more })).status

    const turnEnds = () =>
      eventually(async () => {
        const [session] = (await hub.call('GET', '/api/sessions')).body as ReadonlyArray<{ readonly activity: string }>
        expect(session?.activity).to.equal('idle')
      }, WITHIN_MS)

    it('is shown before, stored only when a person lets it, and outlives the worktree in the newest version', async () => {
      const git = (...args: ReadonlyArray<string>) => execFileSync('git', args, { cwd: place.folder('a') })
      git('init', '--quiet', '--initial-branch=main')
      git(
        '-c',
        'user.name=Ada',
        '-c',
        'user.email=ada@example.org',
        'commit',
        '--quiet',
        '--allow-empty',
        '-m',
        'Begin',
      )
      await rm(place.folder('b'), { recursive: true })
      git('worktree', 'add', '--quiet', '-b', 'other', place.folder('b'))
      const agent = await place.agent(hub, 'b')
      const settings = (name: string) => readFile(join(place.folder(name), '.claude', 'settings.local.json'), 'utf8')

      const [plain] = await Promise.all([waiting(), agent.ask('run: npm test')])
      expect(plain.agentMemory).to.deep.equal([{ kind: 'rules', items: ['Bash(npm test *)'], scope: 'local' }])
      expect(await allow(plain)).to.equal(200)
      await turnEnds()
      const [again] = await Promise.all([waiting(), agent.ask('run: npm test -- --again')])
      expect(await allow(again, { agentRemembers: true })).to.equal(200)
      await eventually(async () => {
        expect(await settings(STORED_IN[version])).to.contain('Bash(npm test')
      }, WITHIN_MS)
      await turnEnds()
      const edit = { file_path: join(place.folder('b'), 'made.txt'), content: 'made' }
      const [write] = await Promise.all([waiting(), agent.ask(`call: Write ${JSON.stringify(edit)}`)])
      expect(write.agentMemory).to.deep.equal([{ kind: 'mode', items: ['acceptEdits'], scope: 'session' }])
      expect(await allow(write, { agentRemembers: true })).to.equal(200)
      await agent.shows('accept edits on')
    })
  })
