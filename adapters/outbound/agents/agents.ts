import type { AgentPrograms } from '../../../domain/agents/agent-program.js'
import { antigravity } from './antigravity/antigravity.js'
import { claudeCode } from './claude-code/claude-code.js'
import { codex } from './codex/codex.js'
import { opencode } from './opencode/opencode.js'

/** Coding CLIs in the order of the picker. */
export const AGENTS: AgentPrograms = [claudeCode, codex, antigravity, opencode]
