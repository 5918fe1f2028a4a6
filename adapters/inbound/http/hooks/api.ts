import * as t from 'io-ts'
import { HTTP_REPORTS } from '../../../../domain/attention/hook.js'
import { route } from '../routing/route.js'

/** A hook's answer is read by a coding agent; an empty one means "no opinion". */
const HookAnswer = t.union([t.UnknownRecord, t.void])

const hook = {
  method: 'POST',
  /** Session tokens report for their own session only. */
  tokens: ['operator', 'session'],
  rate: 'free',
  takes: 'loose',
  headers: {
    'X-Penates-Session': 'Full name of the session that the agent runs in.',
    'X-Penates-Gate': 'Sent by hooks of the hub; reports without it come from scripts of older installations.',
    'X-Penates-Agent': 'Id of the coding CLI.',
    'X-Penates-Background':
      'Folder of an agent in the background, which the session has started; its state is not that of the session.',
    'X-Penates-Hold': 'Seconds that the hook waits, 60 to 604800; without it a call is held for 110 s at most.',
    'X-Penates-Nonce': 'Random text that a signed answer repeats.',
  },
  body: t.UnknownRecord,
} as const

const errors = { MissingSessionHeader: null, Forbidden: null } as const

export const recordHook = route({
  ...hook,
  path: '/api/hooks/:event',
  inFront: HTTP_REPORTS.map((event) => ({ event })),
  answers: { 200: t.UnknownRecord, 204: t.void },
  errors,
  summary: 'A coding agent reports; the body is what it gives to its hooks, the session is in X-Penates-Session',
})

export const recordStatusLine = route({
  ...hook,
  path: '/api/hooks/statusline',
  answers: { 200: t.strict({ ok: t.literal(true), name: t.string }) },
  errors,
  summary: 'A coding agent reports cost, context and limits; the body is what it gives to its status line',
})

export const askBeforeTool = route({
  ...hook,
  path: '/api/hooks/pre-tool-use',
  answers: { 200: HookAnswer },
  errors,
  summary:
    'A coding agent is about to run a tool; held until a person has decided, at most until 15 s before the limit of the hook',
})

export const askPermission = route({
  ...hook,
  path: '/api/hooks/PermissionRequest',
  answers: { 200: HookAnswer },
  errors,
  summary:
    'A coding agent asks for permission; held until a person has decided, at most until 15 s before the limit of the hook',
})

export const askForm = route({
  ...hook,
  path: '/api/hooks/Elicitation',
  answers: { 200: HookAnswer },
  errors,
  summary:
    'An MCP server of a coding agent asks for a form; held until a person has answered, at most until 15 s before the limit of the hook',
})
