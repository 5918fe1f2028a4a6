import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { agentOf, agentPlace, type AgentPlace } from '../support/agent-place.js'
import { gitIn } from '../support/board-places.js'
import { CLAUDE_CODE_VERSIONS } from '../support/claude-code.js'
import { eventually } from '../support/eventually.js'
import type { HubProcess } from '../support/hub-process.js'

/** Long enough for a busy machine of two cores. */
const WITHIN_MS = 60_000
const POLL_MS = 300

interface Card {
  readonly id: string
  readonly stage: string
  readonly branch: string | null
  readonly worktreePath: string | null
  readonly sessionRef: string | null
  readonly implementSummary: string | null
}

for (const version of CLAUDE_CODE_VERSIONS)
  describe(`Claude Code (${version} version) at work on a card`, function () {
    this.timeout(180_000)
    let place: AgentPlace
    let hub: HubProcess
    let root: string
    beforeEach(async () => {
      place = await agentPlace({ version })
      root = join(place.home, 'code', 'shop')
      await mkdir(root, { recursive: true })
      await gitIn(root, 'init', '--quiet', '--initial-branch=main')
      // In the repository: the suites run without global git settings.
      await gitIn(root, 'config', 'user.name', 'Ada')
      await gitIn(root, 'config', 'user.email', 'ada@example.org')
      await writeFile(join(root, 'spec.md'), '# Offline\n')
      await gitIn(root, 'add', '-A')
      await gitIn(root, 'commit', '--quiet', '-m', 'Begin')
      // Looks for the question far longer and more often than it would.
      hub = await place.startHub({ BRAINSTORM_TRUST_POLL_MS: '200', BRAINSTORM_TRUST_ATTEMPTS: '600' })
      await hub.call('POST', '/api/projects', { displayName: 'Shop', path: root })
    })
    afterEach(async function () {
      if (this.currentTest?.state === 'failed') console.log(await place.screens(), hub.output().slice(-4_000))
      await place.close()
    })

    const card = async (): Promise<Card> => {
      const { body } = await hub.call('GET', '/api/board/cards')
      const [first] = (body as { cards: ReadonlyArray<Card> }).cards
      if (first === undefined) throw new Error('there is no card')
      return first
    }

    /** Claude Code notes it for the repository that a worktree belongs to. */
    const isTrusted = async (): Promise<boolean> => {
      const { projects } = JSON.parse(await readFile(join(place.home, '.claude.json'), 'utf8')) as {
        projects: Record<string, { hasTrustDialogAccepted?: boolean }>
      }
      return projects[root]?.hasTrustDialogAccepted === true
    }

    it('trusts its worktree without a person, and brings the card to review by itself', async () => {
      const made = await hub.call('POST', '/api/board/cards', { projectId: 'shop', title: 'Offline mode' })
      const { id } = made.body as Card
      expect(await isTrusted()).to.equal(false)
      await hub.call('PATCH', `/api/board/cards/${id}`, { brainstormDoc: 'spec.md', stage: 'brainstorming' })
      const { status, body } = await hub.call('POST', `/api/board/cards/${id}/implement`)
      expect(status, JSON.stringify(body)).to.equal(201)
      expect((await card()).stage).to.equal('implement')

      await eventually(
        async () => {
          expect((await card()).stage).to.equal('review')
        },
        WITHIN_MS,
        POLL_MS,
      )
      const { branch, worktreePath, sessionRef, implementSummary } = await card()
      expect(implementSummary).to.equal('<two or three sentences on what was done>')
      expect(await gitIn(root, 'log', '--format=%s', branch ?? '')).to.equal('Made\nBegin')
      expect(await gitIn(root, 'rev-parse', '--abbrev-ref', 'HEAD')).to.equal('main')
      expect(await gitIn(worktreePath ?? '', 'status', '--porcelain')).to.equal('')
      expect(await isTrusted()).to.equal(true)

      // No key is pressed for the person from now on, because they are typing.
      const session = await place.tmux.run('display-message', '-p', '-t', `=${sessionRef ?? ''}:`, '#{session_id}')
      const agent = agentOf(place, session.trim(), worktreePath ?? '')
      await agent.shows(/All done/) // a prompt during the turn would be queued, and what is typed after it lost
      const question = 'trust this folder\\n❯ 1. Yes\\nEnter to confirm'
      await agent.ask(`run: printf '${question}\\n' >&2; sleep 3; touch over`)
      await agent.shows(/Bash\(printf/)
      await agent.type('half a thought')
      await eventually(
        async () => {
          expect(await agent.has('over')).to.equal(true)
        },
        WITHIN_MS,
        POLL_MS,
      )
      await agent.shows(/❯\s+half a thought/)
    })
  })
