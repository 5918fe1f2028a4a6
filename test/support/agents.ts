import type { AgentCli } from '../../application/agents/agent-cli.port.js'
import { agentId } from '../../domain/agents/agent-id.js'

export const CLAUDE_CODE = agentId('claude-code')
export const CODEX = agentId('codex')

/** Coding CLI that has nothing but a program. */
export const anAgent = (given: Partial<AgentCli> = {}): AgentCli => ({
  id: agentId('made-up'),
  cliId: 'made-up',
  label: 'Made up',
  binary: 'made-up',
  colour: '#123456',
  mark: [],
  variants: [{ label: 'Standard', command: 'made-up', tier: 'safe' }],
  continuing: () => [],
  startFlags: () => [],
  permissionMode: () => null,
  withoutGate: null,
  screens: null,
  logs: null,
  update: { name: 'Made up', npmPackage: null, command: null },
  ...given,
})
