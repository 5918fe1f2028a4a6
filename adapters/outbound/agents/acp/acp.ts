import { hasFlag } from '../../../../domain/agents/command-line.js'
import type { AgentEntry } from '../agent-entry.js'
import { writtenTranscriptPlaces } from '../written-transcripts.js'
import { promptInput } from '../prompt-input.js'
import { ACP, hooks } from './hooks.js'
import { acpPastCalls } from './past-calls.js'
import { screens } from './screen.js'
import { transcripts } from './transcripts.js'

const STRICT = '--strict'
const STARTED_STRICT = / --strict=[\w-]+/

const RESUMES = / --resume(?:[ =]\w[\w-]*)?(?= |$)/g

/** Arguments behind `--` belong to the agent. */
function resuming(plain: string, conversation: string): string {
  const end = / --(?= |$)/.exec(plain)?.index ?? plain.length
  return ` --resume ${conversation}${plain.slice(0, end).replaceAll(RESUMES, '')}${plain.slice(end)}`
}

/** Any agent that speaks the Agent Client Protocol, in a terminal client of the hub's own program. */
export const acp: AgentEntry = {
  id: ACP,
  cliId: 'acp',
  label: 'ACP',
  name: 'ACP',
  binary: 'penates acp',
  requires: 'opencode',
  colour: '#0d7fa5',
  mark: [{ path: 'M2.2 4.2h11.6v6.4H7.4L4.6 13.4v-2.8H2.2Z' }, { path: 'M5.2 7.4h5.6' }],
  variants: [{ label: 'opencode', command: 'penates acp -- opencode acp', tier: 'safe' }],
  models: null,
  promptPrefix: null,
  promptInput,
  continuing: () => [],
  resuming,
  startFlags: () => [],
  permissionMode: () => null,
  strictFlags: ({ answerKey }, args) => (hasFlag(args, STRICT) ? [] : [`${STRICT}=${answerKey}`]),
  withoutGate: (started) => started.replace(STARTED_STRICT, ''),
  settings: [],
  projectSettings: '.opencode',
  hooks,
  gate: null,
  screens,
  logs: null,
  transcripts: {
    ...transcripts,
    places: (folders) => writtenTranscriptPlaces(transcripts, folders),
    pastCalls: acpPastCalls,
  },
  hookFile: null,
  variable: null,
  update: { npmPackage: 'opencode-ai', command: null },
}
