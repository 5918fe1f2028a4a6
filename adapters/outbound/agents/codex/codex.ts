import { Folder } from '../../../../infrastructure/config/readers.js'
import { optional } from '../../../../infrastructure/config/variable-table.js'
import type { AgentEntry } from '../agent-entry.js'
import { promptInput } from '../prompt-input.js'
import { readDialog } from './dialog.js'
import { hookFile } from './gate.js'
import { hooks } from './hooks.js'
import { CODEX, logs } from './logs.js'
import { rolloutPastCalls } from './past-calls.js'
import { rolloutPlaces } from './rollout-places.js'
import { readPlanDialog } from './plan-dialog.js'
import { hasDraft, readRetry, readScreen } from './screen.js'
import { transcripts } from './transcripts.js'

export const codex: AgentEntry = {
  id: CODEX,
  cliId: 'codex',
  label: 'Codex',
  name: 'Codex',
  binary: 'codex',
  colour: '#10a37f',
  mark: [{ path: 'M8 1.6 13.6 4.8v6.4L8 14.4 2.4 11.2V4.8Z' }, { path: 'M5.6 6.2 7.6 8l-2 1.8M8.8 10h2' }],
  variants: [
    { label: 'Standard', command: 'codex', tier: 'safe' },
    { label: 'Full-Auto', command: 'codex --sandbox workspace-write --ask-for-approval on-request', tier: 'auto' },
    {
      label: 'YOLO (bypass)',
      command: 'codex --dangerously-bypass-approvals-and-sandbox',
      tier: 'danger',
      questions: 'bypassed',
    },
  ],
  models: { flag: '--model', names: ['gpt-5-codex', 'gpt-5'] },
  promptPrefix: '',
  promptInput,
  continuing: ([command]) => (command === 'resume' ? [] : ['resume', '--last']),
  resuming: (plain, conversation) =>
    ` resume ${conversation}${plain.replace(/^ resume(?: --last(?= |$)| \w[\w-]*)?/, '')}`,
  // Empty, it selects nothing, and keeps this terminal from the server that all terminals of Codex share (0.171.0): that one runs the
  // hooks and tools of a session with the environment of another.
  environment: { CODEX_EXEC_SERVER_URL: '' },
  startFlags: () => [],
  permissionMode: () => null,
  strictFlags: () => [],
  withoutGate: null,
  settings: ['.codex'],
  projectSettings: '.codex',
  hooks,
  gate: null,
  screens: {
    ...{ reading: readScreen, dialogs: { tools: ['Bash'], read: readDialog }, retry: readRetry, hasDraft },
    ...{ stopDialog: readPlanDialog, startQuestion: () => null, limitNotice: () => null },
  },
  logs,
  transcripts: { ...transcripts, places: rolloutPlaces, pastCalls: rolloutPastCalls },
  hookFile,
  variable: optional('CODEX_HOME', Folder, 'Folder of Codex', '`~/.codex`'),
  update: { npmPackage: '@openai/codex', command: 'codex update' },
}
