import { acp } from './acp/acp.js'
import type { AgentEntry } from './agent-entry.js'
import { antigravity } from './antigravity/antigravity.js'
import { claudeCode } from './claude-code/claude-code.js'
import { codex } from './codex/codex.js'
import { opencode } from './opencode/opencode.js'

/** Coding CLIs in the order of the picker. */
export const AGENTS: readonly [AgentEntry, ...AgentEntry[]] = [claudeCode, codex, antigravity, opencode, acp]
