import type { Context, HubContext, ProgramDeps, ShownVariable } from './context.js'
import type { CommandDescription, Run } from './description.js'
import * as background from './descriptions/background.js'
import * as board from './descriptions/board.js'
import * as machine from './descriptions/machine.js'
import * as others from './descriptions/others.js'
import * as prompts from './descriptions/prompts.js'
import * as rules from './descriptions/rules.js'
import * as sessions from './descriptions/sessions.js'
import * as tokens from './descriptions/tokens.js'
import * as webhooks from './descriptions/webhooks.js'

/** Values of composition in the descriptions of commands. */
type Described = Pick<ProgramDeps, 'hookClis' | 'variables'>

/** Command with its implementation, which is loaded when the command runs. */
export interface Command {
  readonly description: CommandDescription
  readonly load: () => Promise<Run<never, never>>
}

const remote = <const D extends CommandDescription & { readonly isRemote: true }>(
  description: D,
  load: () => Promise<Run<D, HubContext>>,
): Command => ({ description, load })

const local = <const D extends CommandDescription & { readonly isRemote: false }>(
  description: D,
  load: () => Promise<Run<D, Context>>,
): Command => ({ description, load })

/** Description of `penates hooks` with these values of `--cli`. */
const hooksFor = (clis: ReadonlyArray<string>) => {
  const { options, ...others } = machine.HOOKS
  return { ...others, options: { ...options, cli: { ...options.cli, choices: clis } } }
}

/** Description of `penates serve` with the variables that configure the hub. */
const serveFor = (variables: ReadonlyArray<ShownVariable>) => {
  const width = Math.max(0, ...variables.map(({ name }) => name.length))
  const lines = variables.map(({ name, doc, documentedDefault }) => {
    const shown = documentedDefault === '' ? '' : ` (${documentedDefault})`
    return `\n  ${name.padEnd(width)}  ${(doc + shown).replaceAll('`', '')}`
  })
  return { ...machine.SERVE, details: machine.SERVE.details + lines.join('') }
}

/** Summaries of groups of commands. */
export const GROUPS: Readonly<Record<string, string>> = {
  sessions: 'List, start, use and end sessions',
  background: 'List, open and stop agents that run outside of tmux',
  queue: 'List, add and remove queued prompts',
  schedule: 'List, add and remove scheduled prompts',
  template: 'List, add, change and remove prompt templates',
  board: 'List, move and finish cards',
  approvals: 'Decide about tool calls',
  rules: 'Answer tool calls to come',
  projects: 'List and register projects',
  tokens: 'Give programs and devices access with limited rights',
  webhooks: 'Send messages about events to other programs and phones',
  profiles: 'Store hubs and their tokens',
}

/** All commands in the order of the help. `hookClis` are the coding CLIs of `penates hooks`. */
export const commandsFor = ({ hookClis, variables }: Described): ReadonlyArray<Command> => [
  local(serveFor(variables), async () => (await import('./serve.command.js')).serve),
  local(machine.SERVICE, async () => (await import('./service.command.js')).service),
  local(machine.TOKEN, async () => (await import('./token.command.js')).token),
  local(hooksFor(hookClis), async () => (await import('./hooks.command.js')).hooks),
  local(machine.AUDIT, async () => (await import('./audit.command.js')).audit),
  local(machine.PRICES, async () => (await import('./prices.command.js')).prices),
  local(machine.BACKUP, async () => (await import('./backup.command.js')).backup),
  local(machine.RESTORE, async () => (await import('./backup.command.js')).restore),
  local(machine.DOCTOR, async () => (await import('./doctor.command.js')).doctor),
  remote(sessions.SESSIONS_LS, async () => (await import('./sessions/list.js')).listSessions),
  remote(sessions.SESSIONS_NEW, async () => (await import('./sessions/lifecycle.js')).newSession),
  remote(sessions.SESSIONS_ATTACH, async () => (await import('./sessions/attach.js')).attachSession),
  remote(sessions.SESSIONS_RECORD, async () => (await import('./sessions/record.js')).recordSession),
  remote(sessions.SESSIONS_KILL, async () => (await import('./sessions/lifecycle.js')).killSession),
  remote(sessions.SESSIONS_RENAME, async () => (await import('./sessions/lifecycle.js')).renameSession),
  remote(sessions.SESSIONS_RESTORE, async () => (await import('./sessions/lifecycle.js')).restoreSession),
  remote(sessions.SESSIONS_SEND, async () => (await import('./sessions/send.js')).sendPrompt),
  remote(sessions.SESSIONS_LOGS, async () => (await import('./sessions/logs.js')).sessionLogs),
  remote(sessions.SESSIONS_WAIT, async () => (await import('./sessions/wait.js')).waitForSession),
  remote(background.BACKGROUND_LS, async () => (await import('./background/background.js')).listBackground),
  remote(background.BACKGROUND_OPEN, async () => (await import('./background/background.js')).openBackground),
  remote(background.BACKGROUND_STOP, async () => (await import('./background/background.js')).stopBackground),
  remote(prompts.QUEUE_LS, async () => (await import('./prompts/queue.js')).listQueue),
  remote(prompts.QUEUE_ADD, async () => (await import('./prompts/queue.js')).addToQueue),
  remote(prompts.QUEUE_RM, async () => (await import('./prompts/queue.js')).removeFromQueue),
  remote(prompts.TEMPLATE_LS, async () => (await import('./prompts/template.js')).listTemplates),
  remote(prompts.TEMPLATE_ADD, async () => (await import('./prompts/template.js')).addTemplate),
  remote(prompts.TEMPLATE_EDIT, async () => (await import('./prompts/template.js')).editTemplate),
  remote(prompts.TEMPLATE_RM, async () => (await import('./prompts/template.js')).removeTemplate),
  remote(prompts.SCHEDULE_LS, async () => (await import('./prompts/schedule.js')).listSchedules),
  remote(prompts.SCHEDULE_ADD, async () => (await import('./prompts/schedule.js')).addSchedule),
  remote(prompts.SCHEDULE_EDIT, async () => (await import('./prompts/schedule.js')).editSchedule),
  remote(prompts.SCHEDULE_RUN, async () => (await import('./prompts/schedule.js')).runSchedule),
  remote(prompts.SCHEDULE_RM, async () => (await import('./prompts/schedule.js')).removeSchedule),
  remote(board.BOARD_LS, async () => (await import('./board/cards.js')).listCards),
  remote(board.BOARD_SHOW, async () => (await import('./board/cards.js')).showCard),
  remote(board.BOARD_NEW, async () => (await import('./board/cards.js')).newCard),
  remote(board.BOARD_MOVE, async () => (await import('./board/cards.js')).moveCard),
  remote(board.BOARD_IMPLEMENT, async () => (await import('./board/finish.js')).implementCard),
  remote(board.BOARD_FINISH, async () => (await import('./board/finish.js')).finishCard),
  remote(board.BOARD_UNDO, async () => (await import('./board/finish.js')).undoFinish),
  remote(others.APPROVALS_LS, async () => (await import('./approvals/approvals.js')).listApprovals),
  remote(others.APPROVALS_ALLOW, async () => (await import('./approvals/approvals.js')).allowCall),
  remote(others.APPROVALS_DENY, async () => (await import('./approvals/approvals.js')).denyCall),
  remote(others.APPROVALS_ANSWER, async () => (await import('./approvals/approvals.js')).answerQuestions),
  remote(others.APPROVALS_WATCH, async () => (await import('./approvals/approvals.js')).watchApprovals),
  remote(rules.RULES_LS, async () => (await import('./approvals/rules.js')).listRules),
  remote(rules.RULES_TRY, async () => (await import('./approvals/rules.js')).tryRule),
  remote(rules.RULES_NEW, async () => (await import('./approvals/rules.js')).newRule),
  remote(rules.RULES_RM, async () => (await import('./approvals/rules.js')).removeRule),
  remote(others.USAGE, async () => (await import('./others/usage.js')).showUsage),
  remote(others.LIMITS, async () => (await import('./others/usage.js')).showLimits),
  remote(others.TODAY, async () => (await import('./others/today.js')).showToday),
  remote(others.PROJECTS_LS, async () => (await import('./others/projects.js')).listProjects),
  remote(others.PROJECTS_SHOW, async () => (await import('./others/projects.js')).showProject),
  remote(others.PROJECTS_ADD, async () => (await import('./others/projects.js')).addProject),
  remote(others.PROJECTS_RENAME, async () => (await import('./others/projects.js')).renameProject),
  remote(others.PROJECTS_RM, async () => (await import('./others/projects.js')).removeProject),
  remote(tokens.TOKENS_LS, async () => (await import('./tokens/tokens.js')).listTokens),
  remote(tokens.TOKENS_NEW, async () => (await import('./tokens/tokens.js')).newToken),
  remote(tokens.TOKENS_REVOKE, async () => (await import('./tokens/tokens.js')).revokeToken),
  remote(tokens.PAIR, async () => (await import('./tokens/pair.js')).pairDevice),
  remote(webhooks.WEBHOOKS_LS, async () => (await import('./webhooks/webhooks.js')).listWebhooks),
  remote(webhooks.WEBHOOKS_NEW, async () => (await import('./webhooks/webhooks.js')).newWebhook),
  remote(webhooks.WEBHOOKS_TEST, async () => (await import('./webhooks/webhooks.js')).testWebhook),
  remote(webhooks.WEBHOOKS_ENABLE, async () => (await import('./webhooks/webhooks.js')).enableWebhook),
  remote(webhooks.WEBHOOKS_REVOKE, async () => (await import('./webhooks/webhooks.js')).revokeWebhook),
  remote(others.EVENTS, async () => (await import('./others/events.js')).printEvents),
  remote(others.OPEN, async () => (await import('./others/open.js')).openWebClient),
  remote(others.MCP, async () => (await import('./others/mcp.js')).serveMcp),
  remote(others.API, async () => (await import('./others/api.js')).callApi),
  local(machine.PROFILES_LS, async () => (await import('./others/profiles.js')).listProfiles),
  local(machine.PROFILES_ADD, async () => (await import('./others/profiles.js')).addProfile),
  local(machine.PROFILES_RM, async () => (await import('./others/profiles.js')).removeProfile),
  local(machine.PROFILES_USE, async () => (await import('./others/profiles.js')).useProfile),
  local(machine.ACP, async () => (await import('./acp/acp.js')).acp),
  local(machine.COMPLETION, async () => (await import('./completion/completion.js')).printCompletion),
  local(machine.COMPLETE, async () => (await import('./completion/completion.js')).completeWords),
  local(machine.MAN, async () => (await import('./man.js')).printManual),
]
