import type { AgentClis } from '../../../application/agents/agent-cli.port.js'
import { acp } from './acp/acp.js'
import { antigravity } from './antigravity/antigravity.js'
import { claudeCode } from './claude-code/claude-code.js'
import { codex } from './codex/codex.js'
import { opencode } from './opencode/opencode.js'

/** Coding CLIs in the order of the picker. */
export const AGENTS: AgentClis = [claudeCode, codex, antigravity, opencode, acp]
