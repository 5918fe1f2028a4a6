import type { AgentTranscripts } from '../../../../application/agents/agent-cli.port.js'
import { recordOf, textOf } from '../row-values.js'
import { logs } from './logs.js'
import { readRolloutRow } from './rollout-rows.js'
import { readTurnMark } from './turn-marks.js'

/** The name of a rollout ends in the id of its conversation, a UUID. */
const NAME = /^rollout-[\dT-]+-([\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})\.jsonl$/

/** Conversations of Codex (0.171.0): `sessions/<year>/<month>/<day>/rollout-<time>-<id>.jsonl`, and those that it has archived. */
export const transcripts: AgentTranscripts = {
  folders: logs.folders,
  depth: 3,
  conversationIn: (name) => NAME.exec(name)?.[1] ?? null,
  entriesIn: readRolloutRow,
  folderIn: (line) => {
    const { type, payload } = recordOf(line)
    return type === 'session_meta' ? textOf(recordOf(payload)['cwd']) : null
  },
  turnIn: readTurnMark,
  resume: (id) => `codex resume ${id}`,
  fork: (id) => `codex fork ${id}`,
  filesIn: ({ file_path, path }) => [file_path, path].filter((name) => typeof name === 'string'),
}
