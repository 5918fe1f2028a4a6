import { expect } from 'chai'
import * as E from 'fp-ts/lib/Either.js'
import type { BackgroundAgents } from '../../application/background-agents/background-agents.port.js'
import type { BackgroundAgent, BackgroundAgentId } from '../../domain/background-agents/background-agent.js'
import { leftTag, right } from '../support/results.js'
import type { Harness } from './harness.js'

/** Scene of the suite `describeBackgroundAgents`. */
export interface BackgroundAgentsHarness extends Harness {
  /** Adapter under test. */
  readonly backgroundAgents: BackgroundAgents
  /** Starts an agent with a name and a folder that works on a task. */
  readonly start: (id: string, agent: { readonly name: string; readonly folder: string }) => Promise<void>
  /** The agent waits for a person. */
  readonly wait: (id: string, waitingFor: string) => Promise<void>
  /** The agent ends by itself. */
  readonly end: (id: string) => Promise<void>
  /** A process of the agent outlives its stop. Returns its process id. */
  readonly leaveProcess: (id: string) => Promise<number>
  /** True while a process of this id runs. */
  readonly runs: (pid: number) => Promise<boolean>
  /** Adds an entry that cannot be read. */
  readonly addUnreadable: () => Promise<void>
  /** Makes the tool fail. */
  readonly breakDown: () => Promise<void>
}

const [FIRST, SECOND] = ['3f2a91bc', '77aa00de'] as [BackgroundAgentId, BackgroundAgentId]
const SHOP = { name: 'fix the build', folder: '/work/shop' }
const DOCS = { name: 'write docs', folder: '/work/docs' }

/** Contract of `BackgroundAgents`. */
export function describeBackgroundAgents(technology: string, open: () => Promise<BackgroundAgentsHarness>): void {
  describe(`BackgroundAgents on ${technology}`, () => {
    let h: BackgroundAgentsHarness
    beforeEach(async () => {
      h = await open()
    })
    afterEach(() => h.close())

    const agents = async (): Promise<ReadonlyArray<BackgroundAgent>> => right(await h.backgroundAgents.list()).agents
    const stop = (id: BackgroundAgentId) => h.backgroundAgents.stop(id)()

    it('lists no agent until one is started', async () => {
      expect(right(await h.backgroundAgents.list())).to.deep.equal({ agents: [], skipped: 0 })
    })

    it('lists agents with folder, name, state and command line, oldest first', async () => {
      await h.start(FIRST, SHOP)
      await h.start(SECOND, DOCS)
      await h.wait(SECOND, 'permission')
      const shown = (await agents()).map(({ pid, startedAt, ...agent }) => [typeof pid, typeof startedAt, agent])
      expect(shown).to.deep.equal([
        [
          'number',
          'number',
          { id: FIRST, ...SHOP, state: 'working', waitingFor: null, attachCommand: `claude attach ${FIRST}` },
        ],
        [
          'number',
          'number',
          { id: SECOND, ...DOCS, state: 'waiting', waitingFor: 'permission', attachCommand: `claude attach ${SECOND}` },
        ],
      ])
    })

    it('counts entries that cannot be read', async () => {
      await h.start(FIRST, SHOP)
      await h.addUnreadable()
      const { agents: listed, skipped } = right(await h.backgroundAgents.list())
      expect([listed.map(({ id }) => id), skipped]).to.deep.equal([[FIRST], 1])
    })

    it('stops an agent with its process, and no other', async () => {
      await h.start(FIRST, SHOP)
      await h.start(SECOND, DOCS)
      const [first, second] = (await agents()).map(({ pid }) => pid ?? 0) as [number, number]
      expect([await h.runs(first), await h.runs(second)]).to.deep.equal([true, true])
      expect(await stop(FIRST)).to.deep.equal(E.right(undefined))
      expect([await h.runs(first), await h.runs(second)]).to.deep.equal([false, true])
      expect((await agents()).map(({ id }) => id)).to.deep.equal([SECOND])
    })

    it('names the processes that outlive a stop', async () => {
      await h.start(FIRST, SHOP)
      const left = await h.leaveProcess(FIRST)
      expect(await stop(FIRST)).to.deep.equal(E.left({ _tag: 'BackgroundAgentRemains', id: FIRST, processes: [left] }))
    })

    it('fails with BackgroundAgentNotFound for an agent that was stopped, has ended or never was', async () => {
      const notFound = (id: string) => E.left({ _tag: 'BackgroundAgentNotFound', id })
      await h.start(FIRST, SHOP)
      await h.start(SECOND, DOCS)
      await stop(FIRST)
      await h.end(SECOND)
      expect(await stop(FIRST)).to.deep.equal(notFound(FIRST))
      expect(await stop(SECOND)).to.deep.equal(notFound(SECOND))
      expect(await stop('none' as BackgroundAgentId)).to.deep.equal(notFound('none'))
    })

    it('fails with Unavailable when its tool fails, and stops nothing', async () => {
      await h.start(FIRST, SHOP)
      const [pid = 0] = (await agents()).map((agent) => agent.pid ?? 0)
      await h.breakDown()
      const [listed, stopped] = [await h.backgroundAgents.list(), await stop(FIRST)]
      expect([leftTag(listed), leftTag(stopped)]).to.deep.equal(['Unavailable', 'Unavailable'])
      expect(await h.runs(pid)).to.equal(true)
    })
  })
}
