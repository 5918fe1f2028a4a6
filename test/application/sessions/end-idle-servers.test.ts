import { memoryAgentServers } from '../../../adapters/outbound/memory/agents.memory.js'
import { memoryClock } from '../../../adapters/outbound/memory/clock.memory.js'
import { memoryLog } from '../../../adapters/outbound/memory/log.memory.js'
import { memorySessionHost } from '../../../adapters/outbound/memory/session-host.memory.js'
import { makeEndIdleServers } from '../../../application/sessions/end-session.js'
import { sessionId } from '../../../domain/sessions/session-id.js'
import { settled, startNamed } from '../../support/approvals.js'

describe('servers that sessions have left', () => {
  it('are ended once their session has ended and no terminal used them at two looks', async () => {
    const [clock, agentServers, log] = [memoryClock(), memoryAgentServers(), memoryLog()]
    const host = memorySessionHost(clock)
    startNamed(host, 'cc-shop')
    const stop = makeEndIdleServers({ agentServers, host, clock, log }).start()
    const { start, setUsed, hasEnded } = agentServers.controls
    const [running, left, used] = [start(sessionId('cc-shop')), start(sessionId('gone')), start(sessionId('gone too'))]
    const look = async () => {
      clock.advance(60_000)
      await settled()
      return [running, left, used].map(hasEnded)
    }
    expect(await look()).to.deep.equal([false, false, false])
    setUsed(used, true)
    expect(await look()).to.deep.equal([false, true, false])
    setUsed(used, false)
    expect(await look()).to.deep.equal([false, true, false])
    expect(await look()).to.deep.equal([false, true, true])
    expect(log.entries.map(({ message }) => message)).to.deep.equal(
      Array<string>(2).fill('a server that an ended session has left is ended'),
    )
    stop()
  })
})
