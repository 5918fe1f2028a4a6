import { agentId } from '../../../../domain/agents/agent-id.js'
import type { AgentEntry } from '../agent-entry.js'
import { continueFlag } from '../continue-flag.js'
import { promptInput } from '../prompt-input.js'

export const antigravity: AgentEntry = {
  id: agentId('antigravity'),
  cliId: 'antigravity',
  label: 'Antigravity',
  name: 'Antigravity',
  binary: 'agy',
  colour: '#4285F4',
  mark: [{ path: 'M2.5 13.5 8 2.2l5.5 11.3C11.6 10.8 9.9 9.6 8 9.6s-3.6 1.2-5.5 3.9Z' }],
  variants: [
    { label: 'Standard', command: 'agy', tier: 'safe' },
    {
      label: 'Dangerous (skip permissions)',
      command: 'agy --dangerously-skip-permissions',
      tier: 'danger',
      questions: 'answered',
    },
  ],
  models: { flag: '--model', names: [] },
  promptPrefix: '--prompt-interactive ',
  promptInput,
  continuing: continueFlag,
  resuming: null,
  startFlags: () => [],
  permissionMode: () => null,
  strictFlags: () => [],
  withoutGate: null,
  settings: ['.gemini'],
  projectSettings: '.gemini',
  hooks: null,
  gate: null,
  screens: null,
  logs: null,
  transcripts: null,
  hookFile: null,
  variable: null,
  update: { npmPackage: null, command: null },
}
