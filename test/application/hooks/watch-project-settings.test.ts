import { AGENTS } from '../../../adapters/outbound/agents/agents.js'
import { memoryAgentSettings } from '../../../adapters/outbound/memory/agent-settings.memory.js'
import { memoryClock } from '../../../adapters/outbound/memory/clock.memory.js'
import { memoryProjectAgentSettings } from '../../../adapters/outbound/memory/agents.memory.js'
import { memorySessionHost } from '../../../adapters/outbound/memory/session-host.memory.js'
import { memorySecrets } from '../../../adapters/outbound/memory/machine.memory.js'
import { memorySettingsStore, memoryStateStore } from '../../../adapters/outbound/memory/stores.memory.js'
import { makeRulesInForce } from '../../../application/approvals/configure-approvals.js'
import type { ProjectAgentSettings } from '../../../application/hooks/project-agent-settings.port.js'
import { makeWatchProjectSettings } from '../../../application/hooks/watch-project-settings.js'
import { DEFAULT_RULES, type ApprovalRules } from '../../../domain/approvals/rules.js'
import { eventually } from '../../support/eventually.js'

describe('the watch over project settings', () => {
  it('raises one alarm for each weakness, and lists a strict session with its present ones', async () => {
    const clock = memoryClock()
    const host = memorySessionHost(clock)
    host.controls.startByHand('cc-shop', '/work/shop')
    host.controls.startByHand('cc-other', '/work/other')
    const files = memoryProjectAgentSettings()
    let reads = 0
    const projectSettings: ProjectAgentSettings = {
      read: (directory) => {
        reads += 1
        return files.read(directory)
      },
    }
    const raised: string[] = []
    const rules = memoryStateStore<ApprovalRules>({ ...DEFAULT_RULES, mode: 'strict' })
    const { job, gateWeaknesses } = makeWatchProjectSettings({
      agents: AGENTS,
      agentSettings: memoryAgentSettings(),
      projectSettings,
      host,
      rulesInForce: makeRulesInForce({ rules, settings: memorySettingsStore() }),
      alarms: {
        raise: ({ preview }) => {
          raised.push(preview)
          return () => Promise.resolve()
        },
      },
      secrets: memorySecrets(),
      clock,
    })
    const stop = job.start()
    const listed = () => [...gateWeaknesses().values()]
    const looked = async (expected: ReadonlyArray<ReadonlyArray<string>>) => {
      await eventually(() => {
        clock.advance(1_000)
        expect(listed()).to.deep.equal(expected)
      })
    }
    const file = '/work/shop/.claude/settings.json'
    const sentences = [
      `${file}: "env" sets LD_PRELOAD=/x.so for hooks`,
      `${file}: "env" sets LD_TRACE_LOADED_OBJECTS for hooks`,
    ]
    files.write(
      '/work/shop',
      'settings.json',
      '{"env":{"LD_PRELOAD=/x.so":"","LD_TRACE_LOADED_OBJECTS":"","DEBUG":""}}',
    )
    await looked([sentences])
    files.write('/work/other', 'settings.local.json', '{')
    await looked([['/work/other/.claude/settings.local.json: it is no JSON object'], sentences])
    const [same, later] = [gateWeaknesses(), reads + 4]
    await eventually(() => {
      clock.advance(1_000)
      expect(reads).to.be.at.least(later)
    })
    expect(gateWeaknesses()).to.equal(same)
    files.write('/work/shop', 'settings.json', null)
    files.write('/work/other', 'settings.local.json', null)
    await looked([])
    expect(raised).to.deep.equal([...sentences, '/work/other/.claude/settings.local.json: it is no JSON object'])
    stop()
  })
})
