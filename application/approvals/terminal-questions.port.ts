import type * as T from 'fp-ts/lib/Task.js'
import type { AgentConversation } from '../../domain/agents/agent-conversation.js'
import type { AgentId } from '../../domain/agents/agent-id.js'
import type { JsonObject } from '../../domain/approvals/canonical-json.js'

/** Questions that an agent shows at its terminal and reports by no hook. */
export interface TerminalQuestions {
  /** Coding CLIs whose questions are found. */
  readonly agents: ReadonlyArray<AgentId>
  /**
   * Question that a conversation waits for now; `null` when there is none, when it is secret or cannot be read, and when the agent
   * cannot be reached. Abort closes it without an answer. Never fails.
   */
  readonly openIn: (conversation: AgentConversation, gone: AbortSignal) => T.Task<OpenQuestion | null>
}

/** Question at a terminal. Its dialog stays there; the first answer counts. */
export interface OpenQuestion {
  /** Id of the call that asks. */
  readonly call: string
  /** Questions as the input of a call of `AskUserQuestion`. */
  readonly input: JsonObject
  /** Resolves when it is answered anywhere, its turn is stopped, or the agent cannot be reached any more. */
  readonly closed: Promise<void>
  /** Answers by the input with `answers` for each question; any other input does nothing, and so does a second answer. */
  readonly answer: (input: JsonObject) => void
}
