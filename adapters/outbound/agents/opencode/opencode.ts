import type { AgentEntry } from '../agent-entry.js'
import { resumeFlag } from '../continue-flag.js'
import { writtenTranscriptPlaces } from '../written-transcripts.js'
import { promptInput } from '../prompt-input.js'
import { hookFile } from './gate.js'
import { hooks } from './hooks.js'
import { logs, OPENCODE } from './logs.js'
import { opencodePastCalls } from './past-calls.js'
import { hasDraft, readRetry, readScreen } from './screen.js'
import { transcripts } from './transcripts.js'

const isResuming = (arg: string): boolean => /^(-[cs]|--continue|--session(=.*)?)$/.test(arg)

export const opencode: AgentEntry = {
  id: OPENCODE,
  cliId: 'opencode',
  label: 'opencode',
  name: 'OpenCode',
  binary: 'opencode',
  colour: '#7c7575',
  mark: [
    { path: 'M3.2 1.8h9.6a1 1 0 0 1 1 1v10.4a1 1 0 0 1-1 1H3.2a1 1 0 0 1-1-1V2.8a1 1 0 0 1 1-1Z' },
    { path: 'M5.4 6.6h5.2v4.6H5.4Z', isFilled: true },
  ],
  variants: [
    { label: 'Standard', command: 'opencode', tier: 'safe' },
    { label: 'Auto (approves all)', command: 'opencode --auto', tier: 'danger', questions: 'answered' },
  ],
  models: { flag: '--model', names: [] },
  promptPrefix: '--prompt ',
  promptInput,
  continuing: (args) => (args.some(isResuming) ? [] : ['--continue']),
  resuming: resumeFlag('--session', '-s'),
  startFlags: () => [],
  permissionMode: () => null,
  strictFlags: () => [],
  withoutGate: null,
  settings: ['.config/opencode'],
  projectSettings: '.opencode',
  hooks,
  gate: null,
  screens: { reading: readScreen, retry: readRetry, hasDraft, startQuestion: () => null, limitNotice: () => null },
  logs,
  transcripts: {
    ...transcripts,
    places: (folders) => writtenTranscriptPlaces(transcripts, folders),
    pastCalls: opencodePastCalls,
  },
  hookFile,
  variable: null,
  update: { npmPackage: 'opencode-ai', command: 'opencode upgrade' },
}
