import { isJsonObject } from '../../../../domain/approvals/canonical-json.js'
import type { AgentEntry } from '../agent-entry.js'
import { resumeFlag } from '../continue-flag.js'
import type { PastCallSource } from '../past-calls.js'
import { promptInput } from '../prompt-input.js'
import { momentOf, recordOf, textOf } from '../row-values.js'
import { transcriptFiles, writtenTranscriptPlaces } from '../written-transcripts.js'
import { hookFile } from './gate.js'
import { hooks } from './hooks.js'
import { OPENCODE, logs } from './logs.js'
import { hasDraft, readRetry, readScreen } from './screen.js'
import { inputOf, toolName, toolNamed } from './tools.js'
import { transcripts } from './transcripts.js'

/** Calls in the conversations of opencode below some folders. */
export const opencodePastCalls = (folders: ReadonlyArray<string>): PastCallSource => ({
  folders,
  files: () => transcriptFiles(transcripts, folders),
  textOf: (tool) => `"kind":"call","tool":${JSON.stringify(toolNamed(tool))}`,
  callsIn: (row) => {
    const { kind, at, directory, tool, callId, input } = recordOf(row)
    const [name, toolUseId] = [textOf(tool), textOf(callId)]
    const named = isJsonObject(input) && name !== null ? inputOf(name, input) : null
    if (kind !== 'call' || name === null || toolUseId === null || !isJsonObject(named)) return null
    const call = { toolUseId, tool: toolName(name), input: named, cwd: textOf(directory), agent: OPENCODE }
    return { at: momentOf(at), calls: [call] }
  },
})

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
