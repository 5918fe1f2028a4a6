import { copyFile, mkdir, rename, symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { activityOf, agentOf, agentPlace, type Agent, type AgentPlace } from '../support/agent-place.js'
import { agentBin, type ClaudeCodeVersion } from '../support/claude-code.js'
import { eventually } from '../support/eventually.js'
import type { HubProcess } from '../support/hub-process.js'
import { waitForApproval } from '../support/pending-approvals.js'

const WITHIN_MS = 30_000
const POLL_MS = 500

describe('Claude Code that is updated while its sessions run', function () {
  this.timeout(180_000)
  let place: AgentPlace
  let hub: HubProcess
  let bin: string

  beforeEach(async () => {
    place = await agentPlace({ version: 'measured' })
    bin = join(place.home, 'bin')
    await mkdir(bin)
    // A separate file, which the update removes while a process runs it.
    await copyFile(join(await agentBin('measured'), 'claude'), join(bin, 'claude'))
    hub = await place.startHub({ PATH: `${bin}:${process.env['PATH'] ?? ''}` })
    await hub.call('POST', '/api/approvals/config', { mode: 'strict' })
  })
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') console.log(await place.screens(), hub.output().slice(-4_000))
    await place.close()
  })

  /** Replaces the program as installers do: the new one takes the name of the old one in one step. */
  const update = async (version: ClaudeCodeVersion): Promise<void> => {
    await symlink(join(await agentBin(version), 'claude'), join(bin, 'next'))
    await rename(join(bin, 'next'), join(bin, 'claude'))
  }
  const installed = async (): Promise<string | null> => {
    const { body } = await hub.call('GET', '/api/setup')
    const { clis } = body as { clis: ReadonlyArray<{ id: string; version: string | null }> }
    return clis.find(({ id }) => id === 'claude')?.version ?? null
  }
  /** After its first start the new version may offer its new screen, which waits for a person. */
  const startNewer = async (name: string): Promise<Agent> => {
    const session = { name, directory: place.folder(name), command: 'claude' }
    expect((await hub.call('POST', '/api/sessions', session)).status).to.equal(201)
    const newer = agentOf(place, `=cc-${name}`, place.folder(name))
    const offer = 'Try the new fullscreen renderer?'
    await newer.shows(new RegExp(`for agents|${offer.replace('?', '\\?')}`))
    if ((await place.screens()).includes(offer)) {
      await eventually(
        async () => void expect(await activityOf(hub, `cc-${name}`)).to.equal('waiting'),
        WITHIN_MS,
        POLL_MS,
      )
      await newer.press('2')
    }
    await newer.shows('for agents')
    return newer
  }
  /** Asks for a file, checks that nothing ran before the decision, and decides. */
  const decide = async (agent: Agent, session: string, file: string, decision: 'allow' | 'deny'): Promise<void> => {
    await agent.ask(`run: touch ${file}`)
    const { id, digest } = await waitForApproval(hub, (one) => one.session === session, WITHIN_MS)
    expect(await agent.has(file)).to.equal(false)
    const answer = { decision, digest, ...(decision === 'deny' ? { reason: `no ${file}` } : {}) }
    expect((await hub.call('POST', `/api/approvals/${id}`, answer)).status).to.equal(200)
    if (decision === 'deny') await agent.shows(`no ${file}`)
    else await eventually(async () => void expect(await agent.has(file)).to.equal(true), WITHIN_MS)
    // A prompt during a turn would be part of it.
    await eventually(async () => void expect(await activityOf(hub, session)).to.equal('idle'), WITHIN_MS, POLL_MS)
  }

  it('keeps asking in the running session, and asks in the sessions of the new version', async () => {
    const before = await installed()
    const agent = await place.agent(hub, 'a')
    await decide(agent, 'cc-a', 'first', 'allow')
    await update('newest')
    await decide(agent, 'cc-a', 'second', 'allow')
    await decide(agent, 'cc-a', 'third', 'deny')
    const newer = await startNewer('b')
    await decide(newer, 'cc-b', 'fourth', 'deny')
    await decide(newer, 'cc-b', 'fifth', 'allow')
    await eventually(async () => void expect(await installed()).to.not.be.oneOf([before, null]), WITHIN_MS)
    const { body } = await hub.call('GET', '/api/approvals/alarms')
    expect(body).to.deep.include({ alarms: [] })
  })
})
