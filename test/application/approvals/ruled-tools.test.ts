import * as E from 'fp-ts/lib/Either.js'
import { AGENTS } from '../../../adapters/outbound/agents/agents.js'
import { THE_HUB } from '../../../application/shared/audit-log.port.js'
import type { AgentId } from '../../../domain/agents/agent-id.js'
import type { Gate, Verdict } from '../../../domain/approvals/approval.js'
import type { RuleEffect } from '../../../domain/approvals/permission-rule.js'
import { kindOf } from '../../../domain/approvals/question.js'
import { DEFAULT_FREE_TOOLS } from '../../../domain/approvals/rules.js'
import { aCall, askAt, shopDesk, settled } from '../../support/approvals.js'
import { right } from '../../support/results.js'

/** CLIs with hooks, and whether a hook before the tool can make them ask. */
const CLIS = AGENTS.flatMap(({ id, hooks }) =>
  hooks === null ? [] : [{ agent: id, cannotPrompt: hooks.cannotPrompt === true, hooks }],
)
const GATES: ReadonlyArray<Gate> = ['PreToolUse', 'PermissionRequest']
const PERMISSIONS = DEFAULT_FREE_TOOLS.filter((tool) => kindOf({ tool }) === 'permission')
const REQUESTS = DEFAULT_FREE_TOOLS.filter((tool) => kindOf({ tool }) !== 'permission')

describe('rules of a person about free tools', () => {
  const gated = (agent: AgentId, cannotPrompt: boolean, gate: Gate, tool: string) =>
    aCall({ agent, cannotPrompt, gate }, { tool_name: tool, tool_input: { file_path: '/elsewhere/notes' } })
  const ruledDesk = async (effect: RuleEffect, tool: string) => {
    const shop = shopDesk()
    right(await shop.desk.permissionRules.add({ effect, tool }, THE_HUB)())
    return shop
  }

  for (const { agent, cannotPrompt, hooks } of CLIS) {
    for (const gate of GATES) {
      it(`ask at ${gate} of ${agent}, for each of them`, async () => {
        for (const tool of PERMISSIONS) {
          const { world, desk } = await ruledDesk('ask', tool)
          const { said, abandon } = await askAt(desk, gated(agent, cannotPrompt, gate, tool))
          expect([tool, said(), desk.list.now().length]).to.deep.equal([tool, null, 1])
          abandon()
          await settled()
          await world.rules.update((before) => E.right({ ...before, permissions: [] }))()
          const free = await askAt(desk, gated(agent, cannotPrompt, gate, tool))
          expect([tool, free.said()?._tag]).to.deep.equal([tool, 'NoOpinion'])
        }
      })

      it(`deny at ${gate} of ${agent}, for each of them, questions and plans included`, async () => {
        for (const tool of [...PERMISSIONS, ...REQUESTS]) {
          const { desk } = await ruledDesk('deny', tool)
          const { said } = await askAt(desk, gated(agent, cannotPrompt, gate, tool))
          expect(said()).to.deep.equal({ _tag: 'Deny', reason: `A rule denies this: ${tool}` })
        }
      })
    }

    it(`let no call of ${agent} go by its own settings that a rule asks about and no person answers`, async () => {
      const stops = (verdict: Verdict | null) =>
        verdict !== null && hooks.verdict('PreToolUse', verdict, { file_path: '/elsewhere/notes' }) !== undefined
      const { world, desk } = await ruledDesk('ask', 'Read')
      const read = () => askAt(desk, gated(agent, cannotPrompt, 'PreToolUse', 'Read'))
      // The protocol of these agents has no hook before the tool.
      if (agent === 'acp') return
      const late = await read()
      world.clock.advance(110_000)
      await settled()
      expect(stops(late.said())).to.equal(true)
      world.isPersonReachable = false
      expect(stops((await read()).said())).to.equal(true)
    })
  }

  it('ask although a viewer is at the terminal of an agent that cannot be made to ask there', async () => {
    const { world, desk } = await ruledDesk('ask', 'Read')
    world.host.controls.setViewers('cc-shop', 1)
    for (const { agent, cannotPrompt } of CLIS) {
      const { said, abandon } = await askAt(desk, gated(agent, cannotPrompt, 'PreToolUse', 'Read'))
      expect([agent, said()?._tag ?? 'held']).to.deep.equal([agent, cannotPrompt ? 'held' : 'Terminal'])
      abandon()
      await settled()
    }
  })

  it('accept no plan and answer no question', async () => {
    for (const tool of REQUESTS) {
      const { desk } = await ruledDesk('allow', tool)
      const { said } = await askAt(desk, aCall({}, { tool_name: tool, tool_input: { plan: 'Step one' } }))
      expect([tool, said()?._tag === 'Allow']).to.deep.equal([tool, false])
    }
  })
})
