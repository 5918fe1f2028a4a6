import * as t from 'io-ts'
import {
  parseBackgroundAgentId,
  type BackgroundAgent,
  type BackgroundAgentsFound,
} from '../../../../domain/background-agents/background-agent.js'
import { integer, nullable } from '../../../../infrastructure/codec/codecs.js'
import { jsonOf, keyed } from '../../../../infrastructure/codec/json-of.js'
import { named } from '../../../../infrastructure/codec/schema.js'
import { START_HEADERS } from '../routing/prefer.js'
import { Ok, route } from '../routing/route.js'

const StateJson = t.keyof({
  working: null,
  waiting: null,
  idle: null,
  done: null,
  failed: null,
  stopped: null,
  unknown: null,
} satisfies Record<BackgroundAgent['state'], null>)

const BackgroundAgentJson = named(
  'BackgroundAgent',
  jsonOf<BackgroundAgent>()({
    id: t.string,
    name: nullable(t.string),
    folder: nullable(t.string),
    state: StateJson,
    /** Reason of `waiting`, in the words of the CLI. */
    waitingFor: nullable(t.string),
    /** Milliseconds. */
    startedAt: nullable(integer),
    /** `null` when no process runs. */
    pid: nullable(integer),
    /** Command line that shows it in any terminal. */
    attachCommand: t.string,
  }),
)

export const listBackgroundAgents = route({
  method: 'GET',
  path: '/api/agents/background',
  isTagged: true,
  tokens: ['operator'],
  rate: 'read',
  answers: {
    /** `skipped`: entries of the CLI that the hub could not read. */
    200: jsonOf<BackgroundAgentsFound>()({ agents: t.readonlyArray(BackgroundAgentJson), skipped: integer }),
  },
  errors: {},
  summary: 'Agents that `claude --bg` started; 10 s old at most',
})

export const openBackgroundAgent = route({
  method: 'POST',
  path: '/api/agents/background/:id/open',
  params: { id: parseBackgroundAgentId },
  tokens: ['operator'],
  rate: 'write',
  headers: START_HEADERS,
  answers: { 200: keyed('session', t.string), 202: keyed('session', t.string) },
  errors: {
    InvalidBackgroundAgentId: null,
    BackgroundAgentNotFound: null,
    InvalidSessionName: null,
    UnusableDirectory: null,
    ControlCharacters: null,
    PromptNotTaken: null,
    SessionExists: null,
    SessionDiedAtOnce: null,
    GateWeakened: null,
  },
  summary: 'Show an agent in a session; answers with its name',
})

export const stopBackgroundAgent = route({
  method: 'POST',
  path: '/api/agents/background/:id/stop',
  params: { id: parseBackgroundAgentId },
  tokens: ['operator'],
  rate: 'write',
  answers: { 200: Ok },
  errors: { InvalidBackgroundAgentId: null, BackgroundAgentNotFound: null, BackgroundAgentRemains: null },
  summary: 'Stop an agent with all its processes',
})
