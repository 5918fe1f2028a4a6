import type { AgentScreens } from '../../../../application/agents/agent-cli.port.js'
import { hasFlag } from '../../../../domain/agents/command-line.js'
import type { JsonObject } from '../../../../domain/approvals/canonical-json.js'
import type { ScreenReading } from '../../../../domain/attention/activity.js'
import { textOfRow } from '../../../../domain/terminal/styled-row.js'
import type { AgentEntry } from '../agent-entry.js'
import type { PastCallSource } from '../past-calls.js'
import { promptInput } from '../prompt-input.js'
import { momentOf, recordOf, textOf } from '../row-values.js'
import { transcriptFiles, writtenTranscriptPlaces } from '../written-transcripts.js'
import { ACP, hooks } from './hooks.js'
import { toolOf } from './tools.js'
import { transcripts } from './transcripts.js'

/** Calls in the conversations of `penates acp` below some folders. */
export const acpPastCalls = (folders: ReadonlyArray<string>): PastCallSource => ({
  folders,
  files: () => transcriptFiles(transcripts, folders),
  textOf: () => '"kind":"call"',
  callsIn: (row) => {
    const { kind, at, directory, callId, call, isLong } = recordOf(row)
    const { tool_name, tool_input } = toolOf({ call })
    const [tool, toolUseId] = [textOf(tool_name), textOf(callId)]
    if (kind !== 'call' || isLong === true || tool === null || toolUseId === null) return null
    const input = recordOf(tool_input) as JsonObject
    return { at: momentOf(at), calls: [{ toolUseId, tool, input, cwd: textOf(directory), agent: ACP }] }
  },
})

/** Row above the prompt of `penates acp`. */
const STATE = /^acp · (ready|working|asking)\b/
const READINGS: Readonly<Record<string, ScreenReading>> = { ready: 'ready', working: 'busy', asking: 'asking' }
const PROMPT = /^> ?/
/** Further rows of a typed text are indented. */
const DRAFT = /^(?:> ?| {2})/

/** Rows of the prompt, below the last state; `null` where that is not the end of the screen. */
function promptIn(
  rows: ReadonlyArray<string>,
): { readonly state: string; readonly rows: ReadonlyArray<string> } | null {
  const at = rows.findLastIndex((row) => STATE.test(row))
  const state = STATE.exec(rows[at] ?? '')?.[1]
  const [first = '', ...others] = rows.slice(at + 1)
  if (state === undefined || !PROMPT.test(first)) return null
  return others.every((row) => row.trim() === '' || DRAFT.test(row)) ? { state, rows: [first, ...others] } : null
}

/** Readings of the screen that `penates acp` draws. */
export const screens: AgentScreens = {
  reading: (rows) => READINGS[promptIn(rows)?.state ?? ''] ?? null,
  hasDraft: (rows) => promptIn(rows.map(textOfRow))?.rows.some((row) => row.replace(DRAFT, '').trim() !== '') ?? false,
  retry: () => null,
  startQuestion: () => null,
  limitNotice: () => null,
}

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
