import type { AgentTranscripts } from '../../../application/agents/agent-cli.port.js'
import { isJsonObject, type Json, type JsonObject } from '../../../domain/approvals/canonical-json.js'
import { entriesOf, type EntryDraft } from './entry-drafts.js'
import { momentOf, recordOf, textOf } from './row-values.js'

/** Name of a transcript: the id of its conversation. Those of sub-agents are in folders further below and are not read. */
const NAME = /^([\w-]{1,128})\.jsonl$/

/** Entries of a row of another kind than a text. `start` is its byte in the file. */
type DraftsIn = (kind: Json | undefined, row: JsonObject, start: number) => ReadonlyArray<EntryDraft>

/** Format of the transcripts that programs of the hub write for a CLI: one file of JSON lines for each conversation. */
export const writtenTranscripts = (
  folders: AgentTranscripts['folders'],
  draftsIn: DraftsIn,
): Pick<AgentTranscripts, 'folders' | 'depth' | 'conversationIn' | 'entriesIn' | 'folderIn' | 'filesIn'> => ({
  folders,
  depth: 0,
  conversationIn: (name) => NAME.exec(name)?.[1] ?? null,
  entriesIn: (row, start) =>
    isJsonObject(row)
      ? entriesOf(
          { row: start, at: momentOf(row['at']), isSubagent: false },
          textIn(row) ?? draftsIn(row['kind'], row, start),
        )
      : [],
  folderIn: (row) => textOf(recordOf(row)['directory']),
  filesIn: ({ file_path, path }) => [file_path, path].filter((name) => typeof name === 'string'),
})

/** Entry of a row that is a text, none for an empty one; `null` for a row of another kind. */
function textIn(row: JsonObject): ReadonlyArray<EntryDraft> | null {
  const { kind } = row
  const whole = wholeOf(row)
  switch (kind) {
    case 'prompt':
    case 'answer':
    case 'thinking':
      return whole === '' ? [] : [{ kind, whole }]
    case 'notice':
      return whole === '' ? [] : [{ kind, whole, isError: isErrorOf(row) }]
    default:
      return null
  }
}

/** Entry of a row with the result of a call. */
export const resultIn = (row: JsonObject): EntryDraft => ({
  kind: 'result',
  whole: wholeOf(row),
  callId: textOf(row['callId']),
  isError: isErrorOf(row),
})

const wholeOf = ({ text }: JsonObject): string => (typeof text === 'string' ? text : '')
const isErrorOf = (row: JsonObject): boolean => row['isError'] === true
