import * as E from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import { literalPrompt } from '../../../domain/prompts/literal-text.js'
import { integer, integerIn, recordOf, textOf } from '../../../infrastructure/codec/codecs.js'
import { explain } from '../cli/hub/client-failure.js'
import type { Failure } from '../cli/output.js'
import { plainText, withoutControls } from '../cli/safe-text.js'
import { deliverPrompt } from '../cli/sessions/send.js'
import { startSession } from '../cli/sessions/start.js'
import { awaitState, type ReachedState } from '../cli/sessions/wait.js'
import { StageJson } from '../http/board/codec.js'
import type { ConversationJson } from '../http/conversations/codec.js'
import { askPerson, type ToolContext } from './ask-person.js'
import { PROMPT_TOOLS, promptText } from './prompt-tools.js'
import { bodyOf, described, sessionName as name, tool, type Tool } from './tool.js'

const MAX_LINES = 10_000
/** Lines of a screen that the hub returns at most. */
const SCREEN_LINES = 50
const DELIVERY_MS = 10_000
const MAX_WAIT_S = 600
const WAIT_S = 60
const USAGE_DAYS = 7

const WaitedState = t.keyof({ ready: null, idle: null, waiting: null, working: null, ended: null })

const card = described('Id of the card, as list_cards shows it', textOf(1))

/** Text that a session shows. */
export interface SessionText {
  /** Lines above the screen; left out when none were asked for. */
  readonly history?: string
  readonly screen: ReadonlyArray<string>
}

/** Reads the screen of a session, and lines of the history above it. */
export async function readSession(
  { name: session, lines = 0 }: { readonly name: string; readonly lines?: number },
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
  { name: session, before }: { readonly name: string; readonly before?: number },
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
    input: t.strict({}),
    isReader: true,
    run: (_, context) => bodyOf(context, context.hub.client.listSessions(), (sessions) => ({ sessions })),
  }),
  start_session: tool({
    title: 'Start a session',
    description: 'Starts a session that goes on after this connection. Without a command it runs a shell.',
    input: recordOf(
      {
        name: described('New name: letters, digits, dash, dot, underscore, space', textOf(1, 64)),
        directory: described('Absolute folder on the machine of the hub', textOf(1)),
      },
      { command: described('Program to run, such as "claude"', textOf(1)) },
    ),
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
    input: recordOf({ name }, { lines: described('Lines of history', integerIn(0, MAX_LINES), 0) }),
    isReader: true,
    run: readSession,
  }),
  prompt_session: tool({
    title: 'Prompt a session',
    description:
      'Sends a prompt to a session, as text: commands (/) and mentions (@) have no effect. "delivered": the agent has confirmed it, or a program that is no agent got it with Enter; "queued": the agent was at work and reads it afterwards; "unknown": nothing showed that it has arrived, so do not repeat it without looking.',
    input: t.strict({ name, text: promptText }),
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
    input: recordOf(
      { name },
      {
        state: described('State that is waited for', WaitedState, 'ready'),
        seconds: described('Time limit', integerIn(1, MAX_WAIT_S), WAIT_S),
      },
    ),
    isReader: true,
    run: async ({ name: session, state = 'ready', seconds = WAIT_S }, context) => {
      const { name: known, outcome } = await awaitState({ name: session, wanted: state, timeoutS: seconds }, context)
      return E.map((reached: ReachedState) => ({ name: known, ...reached }))(outcome)
    },
  }),
  read_conversation: tool({
    title: 'Read a conversation',
    description:
      'What was said in a session, from the transcript of its Claude Code or Codex: prompts, answers, calls and results, oldest first. Without `before` the end; `start` of an answer is the `before` of the part in front of it.',
    input: recordOf({ name }, { before: described('Byte of the transcript', integerIn(1, Number.MAX_SAFE_INTEGER)) }),
    isReader: true,
    run: readConversation,
  }),
  read_changes: tool({
    title: 'Read changes',
    description: 'The diff of the work tree of a session against its last commit.',
    input: recordOf({ name }, { path: described('Only this path, relative to the repository', t.string) }),
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
    input: t.strict({}),
    isReader: true,
    run: (_, context) => bodyOf(context, context.hub.client.listProjects(), (projects) => projects),
  }),
  list_cards: tool({
    title: 'List cards',
    description: 'The cards of the board, of one project or of all.',
    input: t.exact(
      t.partial({
        project: described('Id of a project', t.string),
        search: described('Words that a card contains', t.string),
      }),
    ),
    isReader: true,
    run: ({ project, search }, context) => {
      const query = { projectId: listOf(project), q: listOf(search) }
      return bodyOf(context, context.hub.client.listCards({ query }), (cards) => cards)
    },
  }),
  create_card: tool({
    title: 'Create a card',
    description: 'Adds a card to the board of a project, at the end of its stage.',
    input: recordOf(
      { project: described('Id of the project', textOf(1)), title: textOf(1) },
      { notes: described('Markdown', t.string), stage: described('Stage of the card', StageJson, 'idea') },
    ),
    isReader: false,
    run: ({ project, title, notes, stage = 'idea' }, context) => {
      const body = { projectId: project, title, stage, origin: 'solo' as const, notes: notes ?? null }
      return bodyOf(context, context.hub.client.createCard({ body }), (created) => created)
    },
  }),
  move_card: tool({
    title: 'Move a card',
    description: 'Moves a card to another stage. With rev it is refused if the card has changed since.',
    input: recordOf(
      { card, stage: StageJson },
      { rev: described('Revision of the card, as list_cards shows it', integer) },
    ),
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
    input: recordOf({ tool_name: textOf(1, 200), input: t.UnknownRecord }, { tool_use_id: textOf(0, 200) }),
    isReader: false,
    run: (call, context) => askPerson(call, context),
  }),
  read_usage: tool({
    title: 'Read usage',
    description: 'Tokens and cost of the last days by model and project, and the quotas of the accounts.',
    input: t.exact(t.partial({ days: described('Days up to today', integerIn(1, 90), USAGE_DAYS) })),
    isReader: true,
    run: async ({ days = USAGE_DAYS }, context) => {
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
