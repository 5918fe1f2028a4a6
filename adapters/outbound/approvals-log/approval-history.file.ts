import * as TE from 'fp-ts/lib/TaskEither.js'
import type { ApprovalHistory, LogPart } from '../../../application/approvals/approval-history.port.js'
import { unavailable } from '../../../application/shared/errors.js'
import { isJsonObject, type JsonObject } from '../../../domain/approvals/canonical-json.js'
import { errorText } from '../../../infrastructure/files/disk.js'
import { parseJson } from '../../../infrastructure/codec/parse-json.js'
import { readLines, readPartBefore } from './log-files.js'

/** The log in `file` (absolute), read from its start each time; the hub may be writing it. */
export const fileApprovalHistory = (file: string): ApprovalHistory => ({
  mentioning: (texts) =>
    TE.tryCatch(
      () => (texts.length === 0 ? Promise.resolve([]) : search(file, texts)),
      (thrown) => unavailable('approvals log', errorText(thrown), thrown),
    ),
  before: (position) =>
    TE.tryCatch(
      () => readBefore(file, position),
      (thrown) => unavailable('approvals log', errorText(thrown), thrown),
    ),
})

async function readBefore(file: string, position: number | null): Promise<LogPart> {
  const { lines, start } = await readPartBefore(file, position)
  const records = lines.flatMap(({ text, start: at }) => {
    const record = parse(text)
    return record === null ? [] : [{ record, start: at }]
  })
  return { records: records.toReversed(), before: start === 0 ? null : start }
}

async function search(file: string, texts: ReadonlyArray<string>): Promise<ReadonlyArray<JsonObject>> {
  const found: JsonObject[] = []
  for await (const line of readLines(file, 0)) {
    const isWanted = line.isWhole && texts.some((text) => line.text.includes(text))
    const record = isWanted ? parse(line.text) : null
    if (record !== null) found.push(record)
  }
  return found
}

function parse(text: string): JsonObject | null {
  const value = parseJson(text)
  return isJsonObject(value) ? value : null
}
