import { isJsonObject } from '../../../../domain/approvals/canonical-json.js'
import type { PastCallSource } from '../past-calls.js'
import { momentOf, recordOf, textOf } from '../row-values.js'
import { transcriptFiles } from '../written-transcripts.js'
import { OPENCODE } from './logs.js'
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
