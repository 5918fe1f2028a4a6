import { command } from '../description.js'

const SESSION = { name: 'name', summary: 'session', completes: 'session' } as const
const TEXT = { name: 'text', summary: 'words of the prompt; -: the standard input', isVariadic: true } as const
/** More than the hub takes, whose answer names its bound. */
const MAX_RUNS = 100_000

export const QUEUE_LS = command({
  path: 'queue ls',
  summary: 'List the queued prompts of a session and the last ones that were sent',
  arguments: [SESSION],
  exits: ['notFound'],
  isRemote: true,
})

export const QUEUE_ADD = command({
  path: 'queue add',
  summary: 'Queue a prompt, which the agent gets when it is idle',
  arguments: [SESSION, { ...TEXT, isOptional: true }],
  options: {
    template: {
      value: 'TITLE',
      summary: 'title of a template, filled with the values of the session, in place of words',
    },
  },
  exits: ['notFound', 'conflict'],
  isRemote: true,
})

export const QUEUE_RM = command({
  path: 'queue rm',
  summary: 'Remove a queued prompt',
  arguments: [SESSION, { name: 'id', summary: 'id of the prompt, or its beginning' }],
  exits: ['notFound', 'conflict'],
  isRemote: true,
})

const TEMPLATE = { name: 'id', summary: 'id of the template, or its beginning' } as const

export const TEMPLATE_LS = command({
  path: 'template ls',
  summary: 'List the prompt templates',
  isRemote: true,
})

export const TEMPLATE_ADD = command({
  path: 'template add',
  summary: 'Add a prompt template',
  details: `Placeholders are replaced with the values of the session that gets the prompt: {{name}} {{branch}} {{folder}} {{project}}
{{card}}. A title that is taken gets a number.`,
  arguments: [{ name: 'title', summary: 'title of the template' }, TEXT],
  exits: ['conflict'],
  isRemote: true,
})

export const TEMPLATE_EDIT = command({
  path: 'template edit',
  summary: 'Change the title or the text of a prompt template',
  details: 'What is left out stays: the text without words, the title without --title.',
  arguments: [TEMPLATE, { ...TEXT, isOptional: true }],
  options: { title: { value: 'TITLE', summary: 'new title' } },
  exits: ['notFound', 'conflict'],
  isRemote: true,
})

export const TEMPLATE_RM = command({
  path: 'template rm',
  summary: 'Remove a prompt template',
  arguments: [TEMPLATE],
  exits: ['notFound', 'conflict'],
  isRemote: true,
})

/** Triggers, of which a schedule has one, and the bound of a rule. */
const WHEN = {
  at: { value: 'TIME', summary: 'time as in 2026-12-24T09:00, in the zone of this machine unless it names one' },
  rule: { value: 'RULE', summary: 'minute, hour, day, month and weekday as in cron: "0 9 * * 1-5"' },
  zone: { value: 'ZONE', summary: 'time zone of the rule: Europe/Berlin (that of this machine)' },
  limit: { value: 'CLI', summary: 'at the next reset of the limit of this coding CLI: claude, codex' },
  after: { value: 'SESSION', summary: 'when this other session is done', completes: 'session' },
  runs: { value: 'N', summary: 'runs of a rule (100)', integer: { min: 1, max: MAX_RUNS } },
} as const

const SCHEDULE = { name: 'id', summary: 'id of the schedule, or its beginning' } as const

export const SCHEDULE_LS = command({
  path: 'schedule ls',
  summary: 'List scheduled prompts with their last runs',
  isRemote: true,
})

export const SCHEDULE_ADD = command({
  path: 'schedule add',
  summary: 'Queue a prompt at a time, repeatedly, or after a condition',
  details: `Exactly one of --at, --rule, --limit and --after. Runs that the hub was too late for are listed as missed and are not made
up for. A rule skips a run while the prompt of the run before waits in the queue, and ends after its runs.`,
  arguments: [SESSION, TEXT],
  options: WHEN,
  exits: ['notFound', 'conflict'],
  isRemote: true,
})

export const SCHEDULE_EDIT = command({
  path: 'schedule edit',
  summary: 'Change the prompt, the trigger or the runs of a schedule',
  details:
    'What is left out stays: the prompt without words, the trigger without one of --at, --rule, --limit and --after.',
  arguments: [SCHEDULE, { ...TEXT, isOptional: true }],
  options: WHEN,
  exits: ['notFound', 'conflict'],
  isRemote: true,
})

export const SCHEDULE_RUN = command({
  path: 'schedule run',
  summary: 'Queue the prompt of a schedule once more, now; the runs that are left stay',
  arguments: [SCHEDULE],
  exits: ['notFound', 'conflict'],
  isRemote: true,
})

export const SCHEDULE_RM = command({
  path: 'schedule rm',
  summary: 'Remove a scheduled prompt',
  arguments: [SCHEDULE],
  exits: ['notFound', 'conflict'],
  isRemote: true,
})
