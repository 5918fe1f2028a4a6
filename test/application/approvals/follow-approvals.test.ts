import * as T from 'fp-ts/lib/Task.js'
import { memoryStateStore } from '../../../adapters/outbound/memory/stores.memory.js'
import { memoryClock } from '../../../adapters/outbound/memory/clock.memory.js'
import { memoryLog } from '../../../adapters/outbound/memory/log.memory.js'
import { memorySessionHost, type MemorySessionHost } from '../../../adapters/outbound/memory/session-host.memory.js'
import { makeFollowApprovals } from '../../../application/approvals/follow-approvals.js'
import { makeSessionDirectory } from '../../../application/sessions/session-directory.js'
import { makeFeed } from '../../../application/shared/feed.js'
import { DEFAULT_RULES, modeFor, withNameMode, type ApprovalRules } from '../../../domain/approvals/rules.js'
import { sessionId } from '../../../domain/sessions/session-id.js'
import { settled } from '../../support/approvals.js'
import { right } from '../../support/results.js'

const SHOP = sessionId('id-of-shop')
const NOTHING = T.of(undefined)
const withdraw = {
  onReport: () => NOTHING,
  onSessionEnded: () => NOTHING,
  onAttached: () => NOTHING,
  onHubStopping: NOTHING,
}
const grant = { session: SHOP, tool: 'Bash', digest: 'd', grantedAt: 1 }
const STRICT: ApprovalRules = {
  ...DEFAULT_RULES,
  sessions: { 'cc-shop': 'strict' },
  ids: { [SHOP]: { name: 'cc-shop', mode: 'strict' } },
  grants: [grant],
}

describe('the rules of approvals at the start of a hub', () => {
  const start = async (
    stored: ApprovalRules,
    host: MemorySessionHost,
    names: Readonly<Record<string, string>> = {},
  ) => {
    const [feed, rules, directory] = [makeFeed(), memoryStateStore<ApprovalRules>(stored), makeSessionDirectory()]
    for (const [id, name] of Object.entries(names)) directory.note({ id: sessionId(id), name })
    const deps = { feed, host, directory, rules, desk: { withdraw }, clearances: { forget: () => undefined } }
    makeFollowApprovals({ ...deps, log: memoryLog() }).start()
    await settled()
    return { rules: async () => right(await rules.read()) }
  }
  const hostWith = (name: string): MemorySessionHost => {
    const host = memorySessionHost(memoryClock())
    host.controls.startByHand(name)
    host.controls.set(name, { id: SHOP })
    return host
  }

  it('keep a session strict that was renamed while no hub ran, and the next one of its name', async () => {
    const host = hostWith('cc-mall')
    const { id } = host.controls.startByHand('cc-shop')
    const found = await (await start(STRICT, host)).rules()
    expect(found.sessions).to.deep.equal({ 'cc-shop': 'strict', 'cc-mall': 'strict' })
    expect([modeFor(found, { id: SHOP, name: 'cc-mall' }), modeFor(found, { id, name: 'cc-shop' })]).to.deep.equal([
      'strict',
      'strict',
    ])
    expect(found.grants).to.deep.equal([grant])
  })

  it('keep a session strict that ended while no hub ran, by the name that is on record', async () => {
    const host = memorySessionHost(memoryClock())
    const found = await (await start(STRICT, host, { [SHOP]: 'cc-mall' })).rules()
    const restored = sessionId('id-of-the-restored')
    expect(['cc-shop', 'cc-mall'].map((name) => modeFor(found, { id: restored, name }))).to.deep.equal([
      'strict',
      'strict',
    ])
  })

  it('give the modes of an older version, by name, to the running sessions', async () => {
    const older: ApprovalRules = { ...DEFAULT_RULES, sessions: { 'cc-shop': 'strict', 'cc-docs': 'off' } }
    const host = hostWith('cc-shop')
    const { rules } = await start(older, host)
    expect(await rules()).to.deep.equal({ ...older, ids: STRICT.ids })
  })

  it('drop the grants and looser modes of sessions that ended while no hub ran', async () => {
    const gone = { ...grant, session: sessionId('gone') }
    const stored = withNameMode({ ...STRICT, grants: [grant, gone] }, 'cc-docs', 'off', gone.session)
    const { rules } = await start(stored, hostWith('cc-shop'))
    expect(await rules()).to.deep.equal(STRICT)
  })

  it('stay as they are where the running sessions cannot be read', async () => {
    const host = hostWith('cc-shop')
    host.controls.setUnavailable(true)
    const stored = { ...STRICT, grants: [grant, { ...grant, session: sessionId('gone') }] }
    expect(await (await start(stored, host)).rules()).to.deep.equal(stored)
  })
})
