import { command } from '../description.js'

const EFFECT = { name: 'effect', summary: 'allow, ask or deny' } as const
const TOOL = { name: 'tool', summary: 'name of the tool, such as Bash' } as const

const PATTERN = {
  command: { value: 'COMMAND', summary: 'one simple command; a last word * takes any further words' },
  path: { value: 'PATH', summary: 'absolute path of a file, or of a folder with all below it' },
  host: { value: 'HOST', summary: 'host without scheme; .example.com takes those below it' },
  agent: { value: 'CLI', summary: 'only calls of this coding CLI: claude-code, codex, opencode' },
  project: { value: 'ID', summary: 'only where the agent works in the folder of this project' },
} as const

export const RULES_LS = command({
  path: 'rules ls',
  summary: 'List the rules for calls to come',
  isRemote: true,
})

export const RULES_TRY = command({
  path: 'rules try',
  summary: 'Show what a rule would have done with the calls of the last 30 days',
  details: 'Reads the log of approvals; nothing changes. Without a pattern the rule is about every call of the tool.',
  arguments: [EFFECT, TOOL],
  options: PATTERN,
  isRemote: true,
})

export const RULES_NEW = command({
  path: 'rules new',
  summary: 'Put a rule in force',
  details: 'Deny wins over ask, and ask over allow. Try the rule first.',
  arguments: [EFFECT, TOOL],
  options: PATTERN,
  isRemote: true,
})

export const RULES_RM = command({
  path: 'rules rm',
  summary: 'Remove a rule',
  arguments: [{ name: 'id', summary: 'id of the rule, or its beginning' }],
  exits: ['notFound', 'conflict'],
  isRemote: true,
})
