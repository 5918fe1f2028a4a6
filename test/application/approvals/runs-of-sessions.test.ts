import * as E from 'fp-ts/lib/Either.js'
import { backgroundOf } from '../../../composition/features/background.js'
import { hubContainer } from '../../../composition/hub/hub-container.js'
import { TOKENS as T } from '../../../composition/features/tokens.js'
import { THE_HUB } from '../../../application/shared/audit-log.port.js'
import { isGranted, modeFor, withGrant } from '../../../domain/approvals/rules.js'
import { decisionRecord, requestRecord } from '../../../domain/approvals/records.js'
import type { Approval } from '../../../domain/approvals/approval.js'
import type { Session } from '../../../domain/sessions/session.js'
import { settled } from '../../support/approvals.js'
import { eventually } from '../../support/eventually.js'
import { memoryTools } from '../../support/memory-tools.js'
import { right } from '../../support/results.js'
import { aToolCall } from '../../support/rulings.js'
import { aName } from '../../support/sessions.js'

const DIGEST = 'd'.repeat(64)

describe('permissions of a session', () => {
  let world: ReturnType<typeof memoryTools>
  let stop: () => Promise<void>
  let container: ReturnType<typeof hubContainer>
  const start = async (): Promise<void> => {
    container = hubContainer(world.tools)
    const background = backgroundOf(container)
    stop = () => background.stop()
    await background.start()
    await settled()
  }
  beforeEach(async () => {
    world = memoryTools()
    await start()
  })
  afterEach(() => stop())

  const live = async (name: string): Promise<Session> => right(await world.host.find(name)())
  /** Starts a session that may do everything, and one call of it without being asked. */
  const trusted = async (name: string): Promise<Session> => {
    right(await container.get(T.sessions).createSession({ name, directory: '/work' }, THE_HUB)())
    right(
      await container.get(T.approvals).configureApprovals.change({ sessions: { [`cc-${name}`]: 'off' } }, THE_HUB)(),
    )
    const session = await live(`cc-${name}`)
    const grant = { session: session.id, tool: 'Bash', digest: DIGEST, grantedAt: 1 }
    right(await world.tools.approvalRules.update((before) => E.right(withGrant(before, grant)))())
    return session
  }
  /** Mode of the live session of this name, and whether its call is granted. */
  const permitted = async (name: string): Promise<readonly [string, boolean]> => {
    const [rules, session] = [right(await world.tools.approvalRules.read()), await live(name)]
    return [modeFor(rules, session), isGranted(rules, session.id, 'Bash', DIGEST)]
  }

  it('stay through a rename and a restart of the hub', async () => {
    const { id } = await trusted('a')
    expect(await permitted('cc-a')).to.deep.equal(['off', true])
    await stop()
    world.host.controls.renameByHand('cc-a', 'cc-b')
    world.host.controls.startByHand('cc-a')
    await start()
    expect([(await live('cc-b')).id, await permitted('cc-b'), await permitted('cc-a')]).to.deep.equal([
      id,
      ['off', true],
      ['ask', false],
    ])
  })

  it('end with it where another one is started by hand under its name while no hub runs', async () => {
    const { id } = await trusted('a')
    await stop()
    world.host.controls.exit('cc-a')
    world.host.controls.startByHand('cc-a')
    await start()
    expect([(await live('cc-a')).id, await permitted('cc-a')]).to.deep.equal([id, ['ask', false]])
  })

  it('end with it where the hub starts it again, also when its end was not seen', async () => {
    const { id } = await trusted('a')
    await stop()
    world.host.controls.exit('cc-a')
    container = hubContainer(world.tools)
    right(await container.get(T.sessions).restoreSession(aName('cc-a'), THE_HUB)())
    expect([(await live('cc-a')).id, await permitted('cc-a')]).to.deep.equal([id, ['ask', false]])
  })

  it('end with it where the allow was in the log and the grant was not stored yet', async () => {
    const { id } = await trusted('a')
    await stop()
    const call = { ...aToolCall(), session: id }
    const approval: Approval = {
      ...{ id: 'unfinished', call, mode: 'ask', reason: null, createdAt: 1, expiresAt: 2, secretHash: '' },
    }
    const allow = { allow: true, edited: null, remember: true } as const
    const by = { by: 'operator', user: null, ip: null, userAgent: null, client: null } as const
    const records = [requestRecord(approval.id, call, 'ask'), decisionRecord(approval.id, call, allow, by, String)]
    const named = records.map((record) => ({ ...record, session: 'cc-a', sessionId: id }))
    right(await world.approvalStore.keep(approval)())
    right(await world.approvalLedger.append(...named)())
    world.host.controls.exit('cc-a')
    world.host.controls.startByHand('cc-a')
    await start()
    const rules = right(await world.tools.approvalRules.read())
    expect([(await live('cc-a')).id, rules.grants]).to.deep.equal([id, []])
  })

  it('end with it where it ended while no hub ran, and a later session of the name gets none', async () => {
    await trusted('a')
    await stop()
    world.host.controls.exit('cc-a')
    world.host.controls.startByHand('other')
    await start()
    await eventually(async () => {
      const { sessions, ids, grants } = right(await world.tools.approvalRules.read())
      expect([sessions, ids, grants]).to.deep.equal([{}, {}, []])
    })
  })

  it('stay strict through each of them', async () => {
    await trusted('a')
    right(await container.get(T.approvals).configureApprovals.change({ sessions: { 'cc-a': 'strict' } }, THE_HUB)())
    await stop()
    world.host.controls.exit('cc-a')
    world.host.controls.startByHand('cc-a')
    await start()
    expect(await permitted('cc-a')).to.deep.equal(['strict', false])
  })
})
