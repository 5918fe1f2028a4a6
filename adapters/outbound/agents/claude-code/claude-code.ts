import { MCP_TOOL } from '../../../../domain/approvals/dialog-mcp.js'
import { join } from 'node:path'
import { hasFlag, valueOfFlag, shellArguments } from '../../../../domain/agents/command-line.js'
import { ASKING_MODE } from '../../../../domain/approvals/approval.js'
import { paths } from '../../../../infrastructure/config/readers.js'
import { optional } from '../../../../infrastructure/config/variable-table.js'
import type { AgentEntry } from '../agent-entry.js'
import { continueFlag, resumeFlag } from '../continue-flag.js'
import type { PastCallSource } from '../past-calls.js'
import { promptInput } from '../prompt-input.js'
import { gate, hookFile, strictFlags } from './gate.js'
import { readReport } from './hook.js'
import { readLimitNotice } from './limit-notice.js'
import { CLAUDE_CODE, logs } from './logs.js'
import { readDialog } from './dialog.js'
import { hasDraft, readRetry, readScreen, readStartQuestion } from './screen.js'
import { readStatusLine } from './status-line.js'
import { startsAgent } from './subcommands.js'
import { namesIn, transcriptsIn } from './transcript-files.js'
import { claudeTranscriptPlaces } from './transcript-places.js'
import { readTranscriptRow } from './transcript-row.js'
import { transcripts } from './transcripts.js'
import { verdictJson } from './verdict.js'

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

const MODE_FLAG = '--permission-mode'
const BYPASS_FLAG = '--dangerously-skip-permissions'

/**
 * Has Claude Code start in the asking mode where the command line names none: from 2.1.332 on it starts in auto mode by
 * itself, without a question.
 */
const permissionModeFlags = (args: ReadonlyArray<string>): ReadonlyArray<string> =>
  startsAgent(args) && !hasFlag(args, MODE_FLAG) && !hasFlag(args, BYPASS_FLAG) ? [MODE_FLAG, ASKING_MODE] : []

/** Permission mode that these arguments start; `null` where they start no agent. */
function permissionModeIn(args: ReadonlyArray<string>): string | null {
  if (!startsAgent(args)) return null
  if (hasFlag(args, BYPASS_FLAG)) return 'bypassPermissions'
  return valueOfFlag(args, MODE_FLAG) ?? ASKING_MODE
}

const resumed = resumeFlag('--resume', '-r')

export const claudeCode: AgentEntry = {
  id: CLAUDE_CODE,
  cliId: 'claude',
  label: 'Claude',
  name: 'Claude Code',
  binary: 'claude',
  colour: '#d97757',
  mark: [{ path: 'M8 1.5v13M1.5 8h13M3.4 3.4l9.2 9.2M12.6 3.4l-9.2 9.2' }],
  variants: [
    { label: 'Standard', command: 'claude', tier: 'safe' },
    { label: 'Auto', command: 'claude --permission-mode auto', tier: 'auto', questions: 'classified' },
    {
      label: 'Dangerous (skip permissions)',
      command: 'claude --dangerously-skip-permissions',
      tier: 'danger',
      questions: 'bypassed',
    },
  ],
  models: { flag: '--model', names: ['opus', 'sonnet', 'haiku', 'opusplan'] },
  promptPrefix: '',
  promptInput,
  continuing: (args) => (startsAgent(args) ? continueFlag(args) : []),
  resuming: (plain, conversation) => (startsAgent(shellArguments(plain)) ? resumed(plain, conversation) : plain),
  startFlags: permissionModeFlags,
  permissionMode: permissionModeIn,
  strictFlags,
  withoutGate: withoutSettings,
  settings: ['.claude', '.claude.json'],
  projectSettings: '.claude',
  hooks: {
    report: readReport,
    statusLine: readStatusLine,
    takesInput: ['permission', 'question', 'plan', 'form'],
    takesReason: ['permission', 'question', 'plan'],
    verdict: verdictJson,
  },
  gate,
  screens: {
    reading: readScreen,
    dialogs: {
      tools: ['Bash', 'Read', 'WebFetch', 'Write', 'Edit', 'NotebookEdit', MCP_TOOL, 'AskUserQuestion', 'ExitPlanMode'],
      read: readDialog,
    },
    retry: readRetry,
    hasDraft,
    startQuestion: readStartQuestion,
    limitNotice: readLimitNotice,
  },
  logs,
  transcripts: { ...transcripts, places: claudeTranscriptPlaces, pastCalls: claudePastCalls },
  hookFile,
  variable: optional(
    'CLAUDE_CONFIG_DIR',
    paths(','),
    'Folders of Claude Code, separated by commas',
    '`~/.claude`, `~/.config/claude`',
  ),
  update: { npmPackage: '@anthropic-ai/claude-code', command: 'claude update' },
}

/** Program, ` --settings` and one word in single quotes, in which a quote is written `'\\''`. */
const STARTED_SETTINGS = /^([^\s;&|<>()]+) --settings '((?:[^']|'\\'')*)'/

/**
 * Command line without the settings that the hub put behind the program. Any other command line comes back unchanged.
 */
function withoutSettings(started: string): string {
  const [whole = '', program = '', settings = ''] = STARTED_SETTINGS.exec(started) ?? []
  return settings.startsWith('{"disableAllHooks":false,') ? program + started.slice(whole.length) : started
}
