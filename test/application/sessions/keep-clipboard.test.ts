import { memoryLog } from '../../../adapters/outbound/memory/log.memory.js'
import type { SessionHost } from '../../../application/sessions/session-host.port.js'
import { makeKeepClipboard } from '../../../application/sessions/keep-clipboard.js'
import { makeKeyedLock } from '../../../application/shared/keyed-lock.js'
import { eventually } from '../../support/eventually.js'
import { memoryTools } from '../../support/memory-tools.js'
import { right } from '../../support/session-use-cases.js'

const FOREIGN = 'their own'

describe('keepClipboard', () => {
  let tools: ReturnType<typeof memoryTools>
  beforeEach(() => {
    tools = memoryTools()
  })

  /** Starts a hub's keeper on the host and the records that there are. */
  const start = (passesClipboard = true, host: SessionHost = tools.host): (() => void) =>
    makeKeepClipboard({
      host,
      record: tools.record,
      log: memoryLog(),
      withLock: makeKeyedLock(),
      prefix: 'cc-',
      passesClipboard,
    }).start()
  const value = async () => right(await tools.host.clipboard())?.value ?? null
  const former = async () => right(await tools.record.read()).clipboard?.value ?? null
  const becomes = (nowIs: string | null, was: string | null) =>
    eventually(async () => void expect([await value(), await former()]).to.deep.equal([nowIs, was]))
  /** Long enough for a change that must not come. */
  const stays = async (nowIs: string | null, was: string | null) => {
    for (let turn = 0; turn < 50; turn++) await new Promise((resolve) => setImmediate(resolve))
    expect([await value(), await former()]).to.deep.equal([nowIs, was])
  }
  const controls = () => tools.host.controls

  it('passes copies on while a session of the hub runs, and puts back what was there before', async () => {
    controls().startByHand(FOREIGN)
    start()
    await stays('external', null)
    controls().startByHand('cc-one')
    await becomes('on', 'external')
    controls().startByHand('cc-two')
    controls().exit('cc-one')
    await stays('on', 'external')
    controls().exit('cc-two')
    await becomes('external', null)
  })

  it('finds at the next start what an earlier hub changed, and goes on or puts it back', async () => {
    controls().startByHand(FOREIGN)
    controls().startByHand('cc-one')
    const stop = start()
    await becomes('on', 'external')
    stop()
    start()()
    await stays('on', 'external')
    controls().exit('cc-one')
    await stays('on', 'external')
    start()
    await becomes('external', null)
  })

  it('touches nothing when it is off, but puts back what an earlier hub changed', async () => {
    controls().startByHand('cc-one')
    start(false)()
    await stays('external', null)
    const stop = start()
    await becomes('on', 'external')
    stop()
    start(false)
    await becomes('external', null)
  })

  it('leaves what was on before, and what a person has set since', async () => {
    controls().startByHand(FOREIGN)
    controls().startByHand('cc-one')
    await tools.host.setClipboard('on')()
    start()
    controls().exit('cc-one')
    await stays('on', null)
    await tools.host.setClipboard('off')()
    controls().startByHand('cc-two')
    await becomes('on', 'off')
    await tools.host.setClipboard('external')()
    controls().exit('cc-two')
    await becomes('external', null)
  })

  it('forgets what it changed in a host that is gone', async () => {
    controls().startByHand('cc-one')
    start()
    await becomes('on', 'external')
    controls().crash()
    await becomes(null, null)
    controls().startByHand('cc-one')
    await becomes('on', 'external')
  })

  it('puts nothing back in a host that was started anew while no hub ran', async () => {
    controls().startByHand('cc-one')
    const stop = start()
    await becomes('on', 'external')
    stop()
    controls().crash()
    controls().startByHand(FOREIGN)
    await tools.host.setClipboard('on')()
    start()
    await becomes('on', null)
  })

  it('writes down what was there before it changes it, and drops that after it was put back', async () => {
    const known: unknown[] = []
    const setClipboard: SessionHost['setClipboard'] = (to) => async () => {
      known.push([to, await former()])
      return tools.host.setClipboard(to)()
    }
    controls().startByHand(FOREIGN)
    controls().startByHand('cc-one')
    start(true, { ...tools.host, setClipboard })
    await becomes('on', 'external')
    controls().exit('cc-one')
    await becomes('external', null)
    expect(known).to.deep.equal([
      ['on', 'external'],
      ['external', 'external'],
    ])
  })
})
