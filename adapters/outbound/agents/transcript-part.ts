import type { AgentTranscripts } from '../../../application/agents/agent-cli.port.js'
import type { ConversationPart, ConversationRange } from '../../../domain/conversations/conversation.js'
import { parseJson } from '../../../infrastructure/codec/parse-json.js'
import { errorCode } from '../../../infrastructure/files/disk.js'
import { linesAfter, linesBefore, type PartOptions } from '../../../infrastructure/files/line-parts.js'
import { READING } from '../../../infrastructure/files/reading.js'

export const PART: PartOptions = {
  flags: READING,
  bytes: 256 * 1024,
  maxLine: 16 * 1024 * 1024,
}

const GONE = new Set(['ENOENT', 'ENOTDIR', 'ELOOP', 'EACCES'])

/** True for the error of a file that does not exist or may not be read. */
export const isGone = (thrown: unknown): boolean => GONE.has(errorCode(thrown) ?? '')

/** Part of a transcript as entries with whole texts. Rejects with Node's own error. */
export async function readTranscriptPart(
  file: string,
  range: ConversationRange,
  entriesIn: AgentTranscripts['entriesIn'],
): Promise<ConversationPart> {
  const { lines, start, end } =
    'after' in range ? await linesAfter(file, range.after, PART) : await linesBefore(file, range.before, PART)
  return { entries: lines.flatMap(({ text, start: at }) => entriesIn(parseJson(text), at)), start, end }
}
