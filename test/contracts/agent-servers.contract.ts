import { expect } from 'chai'
import type { AgentServer, AgentServers } from '../../application/sessions/agent-servers.port.js'
import { sessionId, type SessionId } from '../../domain/sessions/session-id.js'
import { eventually } from '../support/eventually.js'
import type { Eventually, Harness } from './harness.js'

/** Scene of the suite `describeAgentServers`. */
export interface AgentServersHarness extends Harness {
  /** Adapter under test. */
  readonly servers: AgentServers
  /** Starts a server in a session. */
  readonly start: (session: SessionId) => Promise<StartedServer>
}

export interface StartedServer {
  /** A terminal begins or ceases to use it. */
  readonly setUsed: (isUsed: boolean) => Eventually<void>
  readonly hasEnded: () => boolean
}

const SHOP = sessionId('id-of-shop')
const DOCS = sessionId('id-of-docs')

/** Contract of every source of servers of coding CLIs. */
export function describeAgentServers(technology: string, open: () => Promise<AgentServersHarness>): void {
  describe(`AgentServers on ${technology}`, () => {
    let h: AgentServersHarness
    beforeEach(async () => {
      h = await open()
    })
    afterEach(() => h.close())

    const sessions = async (): Promise<ReadonlyArray<SessionId>> =>
      (await h.servers.idle()).map(({ session }) => session).sort()
    const areIdle = (...expected: ReadonlyArray<SessionId>): Promise<void> =>
      eventually(async () => {
        expect(await sessions()).to.deep.equal(expected)
      })
    const idleOne = async (session: SessionId): Promise<AgentServer> => {
      const found = (await h.servers.idle()).find((one) => one.session === session)
      if (found === undefined) throw new Error('the server is not found')
      return found
    }

    it('finds the servers that no terminal uses, by the sessions that started them', async () => {
      expect(await sessions()).to.deep.equal([])
      const shop = await h.start(SHOP)
      await h.start(DOCS)
      await areIdle(DOCS, SHOP)
      const before = await h.servers.idle()
      await shop.setUsed(true)
      await areIdle(DOCS)
      await shop.setUsed(false)
      await areIdle(DOCS, SHOP)
      expect(await h.servers.idle()).to.have.deep.members(before)
      expect(new Set(before.map(({ key }) => key)).size).to.equal(2)
    })

    it('ends the one that is meant', async () => {
      const [shop, docs] = [await h.start(SHOP), await h.start(DOCS)]
      await areIdle(DOCS, SHOP)
      const server = await idleOne(SHOP)
      await h.servers.end(server)()
      await eventually(() => {
        expect(shop.hasEnded()).to.equal(true)
      })
      await areIdle(DOCS)
      await h.servers.end(server)()
      expect(docs.hasEnded()).to.equal(false)
      await areIdle(DOCS)
    })

    it('ends none that is used again', async () => {
      const shop = await h.start(SHOP)
      await areIdle(SHOP)
      const server = await idleOne(SHOP)
      await shop.setUsed(true)
      await areIdle()
      await h.servers.end(server)()
      await shop.setUsed(false)
      await areIdle(SHOP)
      expect(shop.hasEnded()).to.equal(false)
    })
  })
}
