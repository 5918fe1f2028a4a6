import * as E from 'fp-ts/lib/Either.js'
import { randomUUID } from 'node:crypto'
import type { EventContext } from '../cli/hub/events.js'
import { explain } from '../cli/hub/client-failure.js'
import { withHeaders } from '../cli/hub/connect.js'
import type { Failure } from '../cli/output.js'
import { hubClient } from '../http/client/hub-client.js'

/** Hub and session of an agent that calls tools. */
export interface ToolContext extends EventContext {
  /** Name of the session that the agent runs in; `null` outside of one. */
  readonly session: string | null
}

/** Tool call in the words of Claude Code's `--permission-prompt-tool`. */
export interface AskedCall {
  readonly tool_name: string
  readonly input: Readonly<Record<string, unknown>>
  readonly tool_use_id?: string | undefined
}

/** Answer in the words of Claude Code's `--permission-prompt-tool`. */
export type PromptToolAnswer =
  | { readonly behavior: 'allow'; readonly updatedInput: unknown }
  | { readonly behavior: 'deny'; readonly message: string }

const SESSION_HEADER = 'X-Penates-Session'
const NO_ANSWER: PromptToolAnswer = {
  behavior: 'deny',
  message: 'No person has answered. This is not a decision about the call; ask again later or go on without it.',
}

/** Asks a person through the gate of the session. Anything but an allow is a denial. */
export async function askPerson(
  { tool_name, input, tool_use_id = `mcp_${randomUUID()}` }: AskedCall,
  { hub, session, signal }: ToolContext,
): Promise<E.Either<Failure, PromptToolAnswer>> {
  if (session === null)
    return E.left({
      problem: 'this program runs in no session of the hub, so no session can ask',
      mend: 'Start the agent in a session, or name one with --session.',
    })
  const { fetch = globalThis.fetch } = hub.options
  const client = hubClient({ ...hub.options, fetch: withHeaders(fetch, { [SESSION_HEADER]: session }) })
  const answer = await client.askPermission({
    ...(signal === undefined ? {} : { signal }),
    body: { hook_event_name: 'PermissionRequest', tool_name, tool_input: input, tool_use_id },
  })()
  return E.isLeft(answer) ? E.left(explain(answer.left, hub)) : E.right(answerOf(answer.right.body, input))
}

/** The hook's answer is an open record; only the decision of its own shape counts. */
function answerOf(body: unknown, asked: unknown): PromptToolAnswer {
  const output = field(body, 'hookSpecificOutput')
  const decision = field(output, 'decision')
  const behavior = field(decision, 'behavior')
  if (behavior === 'allow') return { behavior, updatedInput: field(decision, 'updatedInput') ?? asked }
  if (behavior !== 'deny') return NO_ANSWER
  const message = field(decision, 'message')
  return { behavior, message: typeof message === 'string' ? message : 'Denied' }
}

const field = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[key] : undefined
