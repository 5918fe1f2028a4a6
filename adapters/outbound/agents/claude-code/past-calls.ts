import { join } from 'node:path'
import type { PastCallSource } from '../past-calls.js'
import { CLAUDE_CODE } from './logs.js'
import { namesIn, transcriptsIn } from './transcript-files.js'
import { readTranscriptRow } from './transcript-row.js'

const MAX_FOLDERS = 5_000

/** Calls in the transcripts of Claude Code below some folders of conversations. */
export const claudePastCalls = (folders: ReadonlyArray<string>): PastCallSource => ({
  folders,
  files: async () => {
    const found = []
    for (const folder of folders) {
      for (const name of await namesIn(folder, MAX_FOLDERS)) found.push(...(await transcriptsIn(join(folder, name))))
    }
    return found
  },
  textOf: (tool) => JSON.stringify(tool),
  callsIn: (line) => {
    const row = readTranscriptRow(line)
    if (row === null) return null
    // Without a spread, which costs a tenth of a trial.
    const { at, cwd, calls } = row
    return {
      at,
      calls: calls.map(({ toolUseId, tool, input }) => ({ toolUseId, tool, input, cwd, agent: CLAUDE_CODE })),
    }
  },
})
