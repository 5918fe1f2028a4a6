import { promptInput } from '../../adapters/outbound/agents/prompt-input.js'
import { readReport } from '../../adapters/outbound/agents/claude-code/hook.js'
import type { AgentCli, AgentReport } from '../../application/agents/agent-cli.port.js'
import { agentId } from '../../domain/agents/agent-id.js'
import type { ReportEvent } from '../../domain/attention/hook.js'
import type { ReportedCall } from '../../domain/approvals/tool-call.js'

export const CLAUDE_CODE = agentId('claude-code')
export const CODEX = agentId('codex')

/** Coding CLI that has nothing but a program. */
export const anAgent = (given: Partial<AgentCli> = {}): AgentCli => ({
  id: agentId('made-up'),
  cliId: 'made-up',
  label: 'Made up',
  name: 'Made up',
  binary: 'made-up',
  colour: '#123456',
  mark: [],
  variants: [{ label: 'Standard', command: 'made-up', tier: 'safe' }],
  models: null,
  promptPrefix: '',
  promptInput,
  continuing: () => [],
  resuming: null,
  startFlags: () => [],
  permissionMode: () => null,
  strictFlags: () => [],
  withoutGate: null,
  settings: [],
  projectSettings: '.made-up',
  hooks: null,
  gate: null,
  screens: null,
  logs: null,
  transcripts: null,
  update: { npmPackage: null, command: null },
  ...given,
})

/** Report of Claude Code. */
export const aReport = (event: ReportEvent | null, payload: Readonly<Record<string, unknown>> = {}): AgentReport =>
  readReport(event, payload)

/** Report that this call has run. */
export const ranReport = (call: ReportedCall): AgentReport => ({ ...aReport('PostToolUse'), call })
