import {
  client,
  methods,
  PROTOCOL_VERSION,
  RequestError,
  type ClientContext,
  type ContentBlock,
  type NewSessionRequest,
  type PermissionOption,
  type PlanEntry,
  type RequestPermissionOutcome,
  type SessionUpdate,
  type Stream,
} from '@agentclientprotocol/sdk'
import * as E from 'fp-ts/lib/Either.js'
import type { HubReports } from './hub-reports.js'
import type { Permissions } from './permissions.js'
import { reportedCall, updated, type ToolCallState } from './tool-calls.js'
import type { SaidKind, Transcript } from './transcript.js'

/** Receiver of what the agent reports, in its order. */
export interface ConversationView {
  readonly text: (kind: SaidKind, text: string) => void
  /** A call has begun, or has ended. */
  readonly call: (call: ToolCallState) => void
  readonly plan: (entries: ReadonlyArray<PlanEntry>) => void
}

/** End of a turn. `problem` is set for one that failed. */
export interface TurnEnd {
  readonly stop: string
  readonly problem: string | null
}

/** Conversation with an agent over the protocol. */
export interface Conversation {
  /** Name and version of the agent, as it reports them. */
  readonly agent: string
  /** Runs a turn. One at a time. Never rejects. */
  readonly prompt: (text: string) => Promise<TurnEnd>
  /** Asks the agent to end the turn; requests that wait are answered by `cancelled`. */
  readonly cancel: () => void
}

export interface ConversationDeps {
  readonly stream: Stream
  readonly directory: string
  readonly version: string
  /** Id of the conversation to continue; `null` begins one. */
  readonly resumed: string | null
  readonly view: ConversationView
  readonly transcript: Transcript
  readonly permissions: Permissions
  /** `null` outside of a session of the hub. */
  readonly hub: HubReports | null
}

/** Code of a request that needs a sign-in first. */
const AUTH_REQUIRED = -32_000

/**
 * Opens a conversation and runs `work` with it. A left is the reason why the agent opens none, or why its stream ended before the
 * work did.
 */
export async function converse<A>(
  deps: ConversationDeps,
  work: (conversation: Conversation) => Promise<A>,
): Promise<E.Either<string, A>> {
  const { stream, directory, version, resumed, view, transcript, permissions, hub } = deps
  const calls = new Map<string, ToolCallState>()
  /** Calls as they were asked about, so that the hub finds the run that belongs to its decision; with the answer, once there is one. */
  const asked = new Map<string, { readonly call: ToolCallState; isAllowed: boolean }>()
  let session = ''
  let plan = ''
  /** True while the agent repeats a conversation that is continued: before the first prompt. */
  let isRepeating = resumed !== null

  function onCall(call: ToolCallState): void {
    const before = calls.get(call.toolCallId)?.status ?? 'pending'
    calls.set(call.toolCallId, call)
    const { status = 'pending' } = call
    if (status === before || status === 'pending') return
    view.call(call)
    if (status === 'in_progress') transcript.call(call)
    else transcript.result(call)
    if (isRepeating) return
    const { call: told, isAllowed } = asked.get(call.toolCallId) ?? { call, isAllowed: true }
    // A call that was not allowed fails without having run.
    if (status === 'in_progress' || (status === 'failed' && !isAllowed)) hub?.report('PreToolUse', reportedCall(told))
    else hub?.report('PostToolUse', reportedCall(told))
  }

  function said(kind: SaidKind, content: ContentBlock): void {
    const text = textOf(content)
    view.text(kind, text)
    transcript.say(kind, text)
  }

  /** Agents repeat a plan that has not changed. */
  function onPlan(entries: ReadonlyArray<PlanEntry>): void {
    const now = JSON.stringify(entries)
    if (now === plan) return
    plan = now
    view.plan(entries)
    transcript.plan(entries)
  }

  function onUpdate(update: SessionUpdate): void {
    switch (update.sessionUpdate) {
      case 'user_message_chunk':
        // Some agents also repeat each prompt that this client has sent, which is recorded already.
        if (isRepeating) said('prompt', update.content)
        return
      case 'agent_message_chunk':
        said('answer', update.content)
        return
      case 'agent_thought_chunk':
        said('thinking', update.content)
        return
      case 'tool_call':
      case 'tool_call_update': {
        const { sessionUpdate, ...call } = update
        onCall(updated(calls.get(call.toolCallId) ?? { toolCallId: call.toolCallId }, call))
        return
      }
      case 'plan':
        onPlan(update.entries)
        return
      default:
    }
  }

  const conversation = (context: ClientContext, agent: string): Conversation => ({
    agent,
    prompt: async (text) => {
      isRepeating = false
      calls.clear()
      asked.clear()
      transcript.prompt(text)
      hub?.report('UserPromptSubmit', { prompt: text })
      try {
        const { stopReason } = await context.request(methods.agent.session.prompt, {
          sessionId: session,
          prompt: [{ type: 'text', text }],
        })
        if (stopReason === 'max_tokens') hub?.report('StopFailure', { error: { stop: stopReason } })
        else hub?.report('Stop')
        if (stopReason !== 'end_turn')
          transcript.notice(`The turn has ended: ${stopReason}`, stopReason !== 'cancelled')
        return { stop: stopReason, problem: null }
      } catch (thrown) {
        hub?.report('StopFailure', { error: { code: codeOf(thrown), message: problemOf(thrown) } })
        transcript.notice(problemOf(thrown), true)
        return { stop: 'failed', problem: problemOf(thrown) }
      } finally {
        transcript.endText()
        permissions.cancelAll()
      }
    },
    cancel: () => {
      permissions.cancelAll()
      void context.notify(methods.agent.session.cancel, { sessionId: session }).then(undefined, () => undefined)
    },
  })

  const app = client({ name: 'penates' })
    .onRequest(methods.client.session.requestPermission, async ({ params }) => {
      const { toolCallId } = params.toolCall
      const { status, ...asking } = params.toolCall
      const known = calls.get(toolCallId) ?? { toolCallId }
      const call = updated(known, { ...asking, rawInput: joined(known.rawInput, asking.rawInput) })
      const request = { call, isAllowed: false }
      asked.set(toolCallId, request)
      transcript.call(call)
      const outcome = await permissions.ask(params, call)
      request.isAllowed = isAllow(outcome, params.options)
      return { outcome }
    })
    .onNotification(methods.client.session.update, ({ params }) => {
      if (params.sessionId === session) onUpdate(params.update)
    })

  const opened = async (context: ClientContext): Promise<E.Either<string, Conversation>> => {
    const { protocolVersion, agentInfo, agentCapabilities } = await context.request(methods.agent.initialize, {
      protocolVersion: PROTOCOL_VERSION,
      clientCapabilities: {},
      clientInfo: { name: 'penates', version },
    })
    if (protocolVersion !== PROTOCOL_VERSION)
      return E.left(`it speaks version ${String(protocolVersion)} of the protocol`)
    const folder: NewSessionRequest = { cwd: directory, mcpServers: [] }
    if (resumed === null) {
      session = (await context.request(methods.agent.session.new, folder)).sessionId
      await transcript.open(session, false)
    } else {
      if (agentCapabilities?.loadSession !== true) return E.left('it cannot continue a conversation')
      session = resumed
      await transcript.open(session, true)
      await context.request(methods.agent.session.load, { sessionId: session, ...folder })
      transcript.endText()
    }
    hub?.setConversation(session)
    hub?.report('SessionStart')
    return E.right(
      conversation(
        context,
        agentInfo === undefined || agentInfo === null ? '' : `${agentInfo.name} ${agentInfo.version}`,
      ),
    )
  }

  return quietly(() =>
    app
      .connectWith(stream, async (context) => {
        const found = await opened(context)
        return E.isLeft(found) ? found : E.right(await work(found.right))
      })
      .catch((thrown: unknown) => E.left(codeOf(thrown) === AUTH_REQUIRED ? 'it is not signed in' : problemOf(thrown)))
      .finally(permissions.cancelAll),
  )
}

const isAllow = (outcome: RequestPermissionOutcome, options: ReadonlyArray<PermissionOption>): boolean =>
  outcome.outcome === 'selected' &&
  options.some(({ optionId, kind }) => optionId === outcome.optionId && kind.startsWith('allow'))

/** Input of the call with that of the request, which may have the rest of it. */
const joined = (known: unknown, requested: unknown): unknown =>
  isFields(known) && isFields(requested) ? { ...known, ...requested } : (requested ?? known)

const isFields = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function textOf(content: ContentBlock): string {
  switch (content.type) {
    case 'text':
      return content.text
    case 'resource_link':
      return content.uri
    default:
      return `[${content.type}]`
  }
}

const codeOf = (thrown: unknown): number | null => (thrown instanceof RequestError ? thrown.code : null)

/** Message of an error; the details that agents put behind an internal one. */
function problemOf(thrown: unknown): string {
  if (!(thrown instanceof Error)) return String(thrown)
  const data = thrown instanceof RequestError ? thrown.data : undefined
  const { details, message } = isFields(data)
    ? (data as { readonly details?: unknown; readonly message?: unknown })
    : {}
  const more = [details, message].find((text) => typeof text === 'string')
  return more === undefined ? thrown.message : `${thrown.message}: ${more}`
}

/** The SDK writes messages that it drops to the console, which is the terminal of the conversation. */
async function quietly<A>(work: () => Promise<A>): Promise<A> {
  const { error } = console
  console.error = () => undefined
  try {
    return await work()
  } finally {
    console.error = error
  }
}
