import * as E from 'fp-ts/lib/Either.js'
import type * as t from 'io-ts'
import { z } from 'zod'
import { STAGES } from '../../../domain/board/card.js'
import { literalPrompt } from '../../../domain/prompts/literal-text.js'
import { MAX_PROMPT_LENGTH } from '../../../domain/prompts/prompt.js'
import { explain } from '../cli/hub/client-failure.js'
import type { Failure } from '../cli/output.js'
import { plainText, withoutControls } from '../cli/safe-text.js'
import { deliverPrompt } from '../cli/sessions/send.js'
import { startSession } from '../cli/sessions/start.js'
import { awaitState, type ReachedState } from '../cli/sessions/wait.js'
import type { ConversationJson } from '../http/conversations/codec.js'
import { askPerson, type ToolContext } from './ask-person.js'
import { PROMPT_TOOLS } from './prompt-tools.js'
import { bodyOf, sessionName as name, tool, type Tool } from './tool.js'

const MAX_LINES = 10_000
/** Lines of a screen that the hub returns at most. */
const SCREEN_LINES = 50
const DELIVERY_MS = 10_000
const MAX_WAIT_S = 600

const card = z.string().min(1).describe('Id of the card, as list_cards shows it')

/** Text that a session shows. */
export interface SessionText {
  /** Lines above the screen; left out when none were asked for. */
  readonly history?: string
  readonly screen: ReadonlyArray<string>
}

/** Reads the screen of a session, and lines of the history above it. */
export async function readSession(
  { name: session, lines }: { readonly name: string; readonly lines: number },
  context: ToolContext,
): Promise<E.Either<Failure, SessionText>> {
  const { client } = context.hub
  const params = { name: session }
  const screen = await bodyOf(
    context,
    client.readScreen({ params, query: { lines: SCREEN_LINES } }),
    (shown) => shown.lines,
  )
  if (E.isLeft(screen) || lines === 0) return E.map((shown: ReadonlyArray<string>) => ({ screen: shown }))(screen)
  return bodyOf(context, client.readScrollback({ params, query: { lines } }), ({ data }) => ({
    history: plainText(data),
    screen: screen.right,
  }))
}

/** Reads the end of what was said in a session, or the part in front of a byte of the transcript. */
export async function readConversation(
  { name: session, before }: { readonly name: string; readonly before?: number | undefined },
  context: ToolContext,
): Promise<E.Either<Failure, t.OutputOf<typeof ConversationJson>>> {
  const { client } = context.hub
  const read = (query: { readonly conversation?: string; readonly before?: number }) =>
    bodyOf(context, client.readConversation({ params: { name: session }, query }), (part) => part)
  const end = await read({})
  if (E.isLeft(end) || before === undefined || end.right.conversation === null) return end
  return read({ conversation: end.right.conversation, before })
}

/** Tools by name. */
export const TOOLS: Readonly<Record<string, Tool>> = {
  list_sessions: tool({
    title: 'List sessions',
    description: 'All sessions of the hub: name, folder, state of the agent, branch, card, context and cost.',
    input: {},
    isReader: true,
    run: (_, context) => bodyOf(context, context.hub.client.listSessions(), (sessions) => ({ sessions })),
  }),
  start_session: tool({
    title: 'Start a session',
    description: 'Starts a session that goes on after this connection. Without a command it runs a shell.',
    input: {
      name: z.string().min(1).max(64).describe('New name: letters, digits, dash, dot, underscore, space'),
      directory: z.string().min(1).describe('Absolute folder on the machine of the hub'),
      command: z.string().min(1).optional().describe('Program to run, such as "claude"'),
    },
    isReader: false,
    run: async ({ name: newName, directory, command }, context) => {
      const shell = command === undefined
      const body = { name: newName, directory, ...(shell ? { shell } : { command }) }
      const started = await startSession(
        { call: (client) => client.createSession({ body }), nameOf: (answer) => answer.body.name },
        context,
      )
      return E.map(({ body: session }: { readonly body: unknown }) => session)(started)
    },
  }),
  read_session: tool({
    title: 'Read a session',
    description: 'The visible screen of a session as text, and with lines > 0 that many lines of the history above it.',
    input: { name, lines: z.number().int().min(0).max(MAX_LINES).default(0).describe('Lines of history') },
    isReader: true,
    run: readSession,
  }),
  prompt_session: tool({
    title: 'Prompt a session',
    description:
      'Sends a prompt to a session, as text: commands (/) and mentions (@) have no effect. "delivered": the agent has confirmed it, or a program that is no agent got it with Enter; "queued": the agent was at work and reads it afterwards; "unknown": nothing showed that it has arrived, so do not repeat it without looking.',
    input: {
      name,
      text: z.string().min(1).max(MAX_PROMPT_LENGTH).describe('The prompt; lines may be separated by line feeds'),
    },
    isReader: false,
    run: async ({ name: session, text }, context) => {
      const prompt = withoutControls(text).trim()
      if (prompt === '') return E.left({ problem: 'the prompt is empty' })
      const wanted = { name: session, text: literalPrompt(prompt), force: false, timeoutMs: DELIVERY_MS }
      const sent = await deliverPrompt(wanted, context)
      return E.map((delivery) => ({ name: session, delivery }))(sent)
    },
  }),
  ...PROMPT_TOOLS,
  wait_for_session: tool({
    title: 'Wait for a session',
    description:
      'Waits until a session is in a state. "ready" is idle or waiting for an answer. `failure` says why its last turn failed.',
    input: {
      name,
      state: z.enum(['ready', 'idle', 'waiting', 'working', 'ended']).default('ready'),
      seconds: z.number().int().min(1).max(MAX_WAIT_S).default(60).describe('Time limit'),
    },
    isReader: true,
    run: async ({ name: session, state, seconds }, context) => {
      const { name: known, outcome } = await awaitState({ name: session, wanted: state, timeoutS: seconds }, context)
      return E.map((reached: ReachedState) => ({ name: known, ...reached }))(outcome)
    },
  }),
  read_conversation: tool({
    title: 'Read a conversation',
    description:
      'What was said in a session, from the transcript of its Claude Code or Codex: prompts, answers, calls and results, oldest first. Without `before` the end; `start` of an answer is the `before` of the part in front of it.',
    input: { name, before: z.number().int().min(1).optional().describe('Byte of the transcript') },
    isReader: true,
    run: readConversation,
  }),
  read_changes: tool({
    title: 'Read changes',
    description: 'The diff of the work tree of a session against its last commit.',
    input: { name, path: z.string().optional().describe('Only this path, relative to the repository') },
    isReader: true,
    run: ({ name: session, path }, context) =>
      bodyOf(
        context,
        context.hub.client.readChanges({
          params: { name: session },
          query: path === undefined ? {} : { path: [path] },
        }),
        (changes) => changes,
      ),
  }),
  list_projects: tool({
    title: 'List projects',
    description: 'The registered projects of the hub with their ids and folders.',
    input: {},
    isReader: true,
    run: (_, context) => bodyOf(context, context.hub.client.listProjects(), (projects) => projects),
  }),
  list_cards: tool({
    title: 'List cards',
    description: 'The cards of the board, of one project or of all.',
    input: {
      project: z.string().optional().describe('Id of a project'),
      search: z.string().optional().describe('Words that a card contains'),
    },
    isReader: true,
    run: ({ project, search }, context) => {
      const query = { projectId: listOf(project), q: listOf(search) }
      return bodyOf(context, context.hub.client.listCards({ query }), (cards) => cards)
    },
  }),
  create_card: tool({
    title: 'Create a card',
    description: 'Adds a card to the board of a project, at the end of its stage.',
    input: {
      project: z.string().min(1).describe('Id of the project'),
      title: z.string().min(1),
      notes: z.string().optional().describe('Markdown'),
      stage: z.enum(STAGES).default('idea'),
    },
    isReader: false,
    run: ({ project, title, notes, stage }, context) => {
      const body = { projectId: project, title, stage, origin: 'solo' as const, notes: notes ?? null }
      return bodyOf(context, context.hub.client.createCard({ body }), (created) => created)
    },
  }),
  move_card: tool({
    title: 'Move a card',
    description: 'Moves a card to another stage. With rev it is refused if the card has changed since.',
    input: {
      card,
      stage: z.enum(STAGES),
      rev: z.number().int().optional().describe('Revision of the card, as list_cards shows it'),
    },
    isReader: false,
    run: async ({ card: id, stage, rev }, context) => {
      const body = { stage, ...(rev === undefined ? {} : { rev }) }
      const answer = await context.hub.client.changeCard({ params: { id }, body })()
      if (E.isLeft(answer)) return E.left(explain(answer.left, context.hub))
      return answer.right.status === 409
        ? E.left({ problem: 'the card has changed meanwhile', mend: 'Read it again with list_cards.' })
        : E.right(answer.right.body)
    },
  }),
  ask_approval: tool({
    title: 'Ask a person for approval',
    description:
      'Asks the person at the hub to allow a tool call and waits for the answer. The result has the form that --permission-prompt-tool of Claude Code expects; without an answer the call is denied.',
    input: {
      tool_name: z.string().min(1).max(200),
      input: z.record(z.string(), z.unknown()),
      tool_use_id: z.string().max(200).optional(),
    },
    isReader: false,
    run: (call, context) => askPerson(call, context),
  }),
  read_usage: tool({
    title: 'Read usage',
    description: 'Tokens and cost of the last days by model and project, and the quotas of the accounts.',
    input: { days: z.number().int().min(1).max(90).default(7) },
    isReader: true,
    run: async ({ days }, context) => {
      const { client } = context.hub
      const usage = await bodyOf(context, client.readUsage({ query: { days } }), ({ window }) => window)
      if (E.isLeft(usage)) return usage
      return bodyOf(context, client.readUsageLimits({ query: { days } }), ({ accounts }) => ({
        usage: usage.right,
        limits: accounts,
      }))
    },
  }),
}

const listOf = (text: string | undefined): ReadonlyArray<string> => (text === undefined ? [] : [text])
