/**
 * Judgement of a variable that a settings file sets for a coding CLI. `takes`: it switches hooks off, changes the program of a hook or
 * the session that it speaks for. `may-take`: its family belongs to the CLI, to Node, to shells or to loaders, and no list says that it
 * is harmless. `harmless`: such a name that leaves the gate as it is. `unjudged`: any other name.
 */
export type VariableJudgement = 'takes' | 'may-take' | 'harmless' | 'unjudged'

/** The variables of the hub, and those for which tools ran past a gate (Claude Code 2.1.197, 2.1.332; docs/agents.md). */
const TAKES =
  /^(PENATES_\w*|LD_\w*|DYLD_\w*|BASH_ENV|ENV|SHELL|SHELLOPTS|CLAUDE_CONFIG_DIR|CLAUDE_CODE_SIMPLE|CLAUDE_CODE_SAFE_MODE|CLAUDE_JOB_DIR)$/

/**
 * Families, by how a name begins. The loader reads the rest of the glibc list of unsafe variables (ld.so(8)), and shells read the names
 * of one variable each.
 */
const FAMILIES =
  /^(_?CLAUDE|NODE_|BUN_|OPENSSL_|SSL|GLIBC_|MALLOC_|XDG_|BASH|(GCONV_PATH|GETCONF_DIR|HOSTALIASES|LOCALDOMAIN|LOCPATH|NLSPATH|NIS_PATH|RES_OPTIONS|RESOLV_HOST_CONF|TZDIR|TMPDIR|TMP|TEMP|HOME|PATH|CDPATH|FPATH|IFS|PS4|PROMPT_COMMAND|ZDOTDIR|NULLCMD|READNULLCMD|POSIXLY_CORRECT)$)/

/** Names of these families with which the gate was asked and no tool ran in either version; docs/agents.md. */
const HARMLESS: ReadonlySet<string> = new Set([
  'CLAUDE_AUTOCOMPACT_PCT_OVERRIDE',
  'CLAUDE_BASH_MAINTAIN_PROJECT_WORKING_DIR',
  'CLAUDE_CODE_API_KEY_HELPER_TTL_MS',
  'CLAUDE_CODE_AUTO_COMPACT_WINDOW',
  'CLAUDE_CODE_DISABLE_1M_CONTEXT',
  'CLAUDE_CODE_DISABLE_ADAPTIVE_THINKING',
  'CLAUDE_CODE_DISABLE_AUTO_MEMORY',
  'CLAUDE_CODE_DISABLE_BACKGROUND_TASKS',
  'CLAUDE_CODE_DISABLE_EXPERIMENTAL_BETAS',
  'CLAUDE_CODE_DISABLE_FEEDBACK_SURVEY',
  'CLAUDE_CODE_DISABLE_FILE_CHECKPOINTING',
  'CLAUDE_CODE_DISABLE_GIT_INSTRUCTIONS',
  'CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC',
  'CLAUDE_CODE_DISABLE_TERMINAL_TITLE',
  'CLAUDE_CODE_DISABLE_THINKING',
  'CLAUDE_CODE_EFFORT_LEVEL',
  'CLAUDE_CODE_ENABLE_TELEMETRY',
  'CLAUDE_CODE_FILE_READ_MAX_OUTPUT_TOKENS',
  'CLAUDE_CODE_IDE_SKIP_AUTO_INSTALL',
  'CLAUDE_CODE_MAX_OUTPUT_TOKENS',
  'CLAUDE_CODE_SCROLL_SPEED',
  'CLAUDE_CODE_SKIP_BEDROCK_AUTH',
  'CLAUDE_CODE_SKIP_FOUNDRY_AUTH',
  'CLAUDE_CODE_SKIP_VERTEX_AUTH',
  'CLAUDE_CODE_SUBAGENT_MODEL',
  'CLAUDE_CODE_SYNTAX_HIGHLIGHT',
  'CLAUDE_CODE_USE_BEDROCK',
  'CLAUDE_CODE_USE_FOUNDRY',
  'CLAUDE_CODE_USE_VERTEX',
  'NODE_ENV',
  'NODE_NO_WARNINGS',
])

/** A name with other characters, such as `LD_PRELOAD=x`, may set another variable. */
const NAME = /^[A-Za-z_]\w*$/

export function judgeVariable(name: string): VariableJudgement {
  if (!NAME.test(name) || TAKES.test(name)) return 'takes'
  if (HARMLESS.has(name)) return 'harmless'
  return FAMILIES.test(name) ? 'may-take' : 'unjudged'
}
