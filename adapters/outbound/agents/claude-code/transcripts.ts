import type { AgentTranscripts } from '../../../../application/agents/agent-cli.port.js'
import { isJsonObject } from '../../../../domain/approvals/canonical-json.js'
import { readConversationRow } from './conversation-rows.js'
import { readTurnMark } from './failed-turn.js'
import { projectFolders } from './folders.js'

/** Names of transcripts are UUIDs. Transcripts of sub-agents are in folders further below and are not read. */
const NAME = /^([A-Za-z0-9-]{1,128})\.jsonl$/

/** Conversations of Claude Code (2.1.197, 2.1.332): `projects/<folder>/<id>.jsonl`. */
export const transcripts: AgentTranscripts = {
  folders: projectFolders,
  depth: 1,
  conversationIn: (name) => NAME.exec(name)?.[1] ?? null,
  entriesIn: readConversationRow,
  folderIn: (line) => (isJsonObject(line) && typeof line['cwd'] === 'string' ? line['cwd'] : null),
  turnIn: readTurnMark,
  resume: (id) => `claude --resume ${id}`,
  fork: (id) => `claude --resume ${id} --fork-session`,
  filesIn: ({ file_path, notebook_path, path }) =>
    [file_path, notebook_path, path].filter((name) => typeof name === 'string'),
}
