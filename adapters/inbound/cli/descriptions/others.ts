import { command } from '../description.js'

const APPROVAL = { name: 'id', summary: 'id of the approval, or its beginning', completes: 'approval' } as const
const PROJECT = { name: 'project', summary: 'id of the project', completes: 'project' } as const
const MAX_DAYS = 90
const MAX_LIMIT_DAYS = 30
const MAX_HOURS = 720

export const APPROVALS_LS = command({
  path: 'approvals ls',
  summary: 'List tool calls that wait for a decision',
  isRemote: true,
})

export const APPROVALS_ALLOW = command({
  path: 'approvals allow',
  summary: 'Allow a tool call',
  arguments: [APPROVAL],
  options: {
    remember: { summary: 'allow the same call for the rest of the session' },
    'agent-remembers': { summary: 'let the agent store what its own dialog offers (see approvals ls --json)' },
  },
  exits: ['notFound', 'conflict'],
  isRemote: true,
})

export const APPROVALS_DENY = command({
  path: 'approvals deny',
  summary: 'Deny a tool call',
  arguments: [APPROVAL],
  options: {
    reason: { value: 'TEXT', summary: 'reason, which the agent reads' },
    cancel: { summary: 'dismiss a form of an MCP server without a choice' },
  },
  exits: ['notFound', 'conflict'],
  isRemote: true,
})

export const APPROVALS_ANSWER = command({
  path: 'approvals answer',
  summary: 'Answer the questions of an agent, or fill in a form',
  details:
    'Takes one answer for each question, in their order: the label of an option, or other words. Where several options may be chosen, their labels are separated by commas. For a form of an MCP server each answer is NAME=VALUE, and fields that may stay empty can be left out.',
  arguments: [APPROVAL, { name: 'answers', summary: 'answer to each question', isOptional: true, isVariadic: true }],
  exits: ['notFound', 'conflict'],
  isRemote: true,
})

export const APPROVALS_WATCH = command({
  path: 'approvals watch',
  summary: 'Print tool calls as they begin to wait for a decision',
  details: 'Prints those that wait already, then each new one, until it is interrupted.',
  isRemote: true,
})

export const USAGE = command({
  path: 'usage',
  summary: 'Show used tokens and costs by model and project',
  options: { days: { value: 'N', summary: 'number of days (30)', integer: { min: 1, max: MAX_DAYS } } },
  isRemote: true,
})

export const LIMITS = command({
  path: 'limits',
  summary: 'Show the quotas of accounts',
  options: {
    days: { value: 'N', summary: 'days of history with --json (7)', integer: { min: 1, max: MAX_LIMIT_DAYS } },
  },
  isRemote: true,
})

export const TODAY = command({
  path: 'today',
  summary: 'Show what needs a person now, and what happened in each project',
  details: 'A figure that could not be read is shown as ?.',
  options: { hours: { value: 'N', summary: 'hours that are looked back (24)', integer: { min: 1, max: MAX_HOURS } } },
  isRemote: true,
})

export const PROJECTS_LS = command({ path: 'projects ls', summary: 'List projects', isRemote: true })

export const PROJECTS_SHOW = command({
  path: 'projects show',
  summary: 'Show a project with its plan',
  arguments: [PROJECT],
  exits: ['notFound'],
  isRemote: true,
})

export const PROJECTS_ADD = command({
  path: 'projects add',
  summary: 'Register a folder as a project',
  arguments: [{ name: 'folder', summary: 'folder on the machine of the hub', completes: 'file' }],
  options: { name: { value: 'NAME', summary: 'name to show (the name of the folder)' } },
  exits: ['notFound', 'conflict'],
  isRemote: true,
})

export const PROJECTS_RENAME = command({
  path: 'projects rename',
  summary: 'Change the shown name of a project',
  arguments: [PROJECT, { name: 'name', summary: 'new name' }],
  exits: ['notFound'],
  isRemote: true,
})

export const PROJECTS_RM = command({
  path: 'projects rm',
  summary: 'Remove a project from the list; files and cards stay',
  arguments: [PROJECT],
  exits: ['notFound'],
  isRemote: true,
})

export const EVENTS = command({
  path: 'events',
  summary: 'Print the next event of the hub',
  options: {
    follow: { short: 'f', summary: 'print events until it is interrupted; with --json one object a line' },
    type: { value: 'TYPE', summary: 'only events of this type, such as session-started' },
  },
  isRemote: true,
})

export const OPEN = command({
  path: 'open',
  summary: 'Open the web client in the default browser',
  details: 'The address contains no token; "penates token --link" prints the link that signs you in.',
  arguments: [{ name: 'session', summary: 'session to show', isOptional: true, completes: 'session' }],
  isRemote: true,
})

export const API = command({
  path: 'api',
  summary: 'Call any operation of the HTTP API and print the answer',
  arguments: [
    { name: 'method', summary: 'method', choices: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] },
    { name: 'path', summary: 'path with its query, such as /api/sessions' },
  ],
  options: { data: { short: 'd', value: 'JSON', summary: 'body; @FILE reads a file, @- the standard input' } },
  exits: ['notFound', 'conflict'],
  isRemote: true,
})

export const MCP = command({
  path: 'mcp',
  summary: 'Offer the hub to an agent over the Model Context Protocol, on standard input and output',
  details:
    'The tools have the rights of the token: in a session of the hub, without options, that of the session, which may use the board and ask for approvals. For Claude Code: claude mcp add penates -- penates mcp',
  options: {
    session: { value: 'NAME', summary: 'session that asks for approvals (PENATES_SESSION)', completes: 'session' },
  },
  isRemote: true,
})
