import * as E from 'fp-ts/lib/Either.js'
import { AGENTS } from '../../../adapters/outbound/agents/agents.js'
import { memoryStateStore, memorySettingsStore } from '../../../adapters/outbound/memory/stores.memory.js'
import { memoryClock } from '../../../adapters/outbound/memory/clock.memory.js'
import { memoryManagedSettings } from '../../../adapters/outbound/memory/agents.memory.js'
import { memorySessionHost } from '../../../adapters/outbound/memory/session-host.memory.js'
import { makeRulesInForce } from '../../../application/approvals/configure-approvals.js'
import { makeFindUngatedSessions } from '../../../application/hooks/find-ungated-sessions.js'
import { DEFAULT_RULES, type ApprovalRules } from '../../../domain/approvals/rules.js'
import { right } from '../../support/results.js'
import { aName } from '../../support/sessions.js'
import { sessionId } from '../../../domain/sessions/session-id.js'

const SETTINGS = `'{"disableAllHooks":false,"hooks":{}}'`

describe('sessions without a gate on their command line', () => {
  const open = async () => {
    const [clock, managed] = [memoryClock(), memoryManagedSettings()]
    const host = memorySessionHost(clock)
    const rules = memoryStateStore<ApprovalRules>({ ...DEFAULT_RULES, mode: 'ask' })
    const commands = { plain: 'claude --continue', gated: `claude --settings ${SETTINGS}`, other: 'codex', shell: '' }
    for (const [name, command] of Object.entries(commands))
      right(
        await host.start({
          id: sessionId(name),
          name: aName(name),
          directory: '/work',
          command,
          environment: {},
          size: { columns: 80, rows: 24 },
          mouse: true,
        })(),
      )
    const rulesInForce = makeRulesInForce({ rules, settings: memorySettingsStore() })
    const find = makeFindUngatedSessions({ agents: AGENTS, host, rulesInForce, managed, clock })
    const strict = async (): Promise<void> => {
      right(await rules.update((now) => E.right({ ...now, mode: 'strict' }))())
    }
    return { find, managed, strict, clock }
  }

  it('are named once they are strict, and not before', async () => {
    const { find, strict } = await open()
    expect([...(await find())]).to.deep.equal([])
    await strict()
    expect([...(await find())]).to.deep.equal(['plain'])
  })

  it('are not found where the gate is in managed settings', async () => {
    const { find, managed, strict } = await open()
    managed.text = '{}'
    await strict()
    expect([...(await find())]).to.deep.equal([])
  })
})
