import { acp } from './acp/acp.js'
import type { AgentEntry } from './agent-entry.js'
import { antigravity } from './antigravity/antigravity.js'
import { claudeCode } from './claude-code/claude-code.js'
import { codex } from './codex/codex.js'
import { opencode } from './opencode/opencode.js'

/** Coding CLIs in the order of the picker: the only list of them. */
export const AGENTS: readonly [AgentEntry, ...AgentEntry[]] = [claudeCode, codex, antigravity, opencode, acp]

/** Ids, in answers of the hub, of the CLIs in whose settings `penates hooks` installs hooks. */
export const HOOK_CLIS: ReadonlyArray<string> = AGENTS.flatMap(({ cliId, hookFile }) =>
  hookFile === null ? [] : [cliId],
)
