import type { JsonObject } from '../../../../domain/approvals/canonical-json.js'
import type { PastCallSource } from '../past-calls.js'
import { momentOf, recordOf, textOf } from '../row-values.js'
import { transcriptFiles } from '../written-transcripts.js'
import { ACP } from './hooks.js'
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
