import * as T from 'fp-ts/lib/Task.js'
import type { TerminalQuestions } from '../../../application/approvals/terminal-questions.port.js'
import { agentId } from '../../../domain/agents/agent-id.js'
import { guarded } from '../../../infrastructure/guard/guard.js'
import { isJsonObject, type JsonObject } from '../../../domain/approvals/canonical-json.js'

/** Questions in memory. */
export interface MemoryTerminalQuestions extends TerminalQuestions {
  /** A conversation asks; returns the answer that it gets, `null` where it is answered at the terminal. */
  readonly asked: (conversation: string, call: string, input: JsonObject) => Promise<JsonObject | null>
  /** The question of a conversation is answered at its terminal. */
  readonly answeredThere: (conversation: string) => void
}

interface Waiting {
  readonly call: string
  readonly input: JsonObject
  readonly closed: Promise<void>
  readonly end: (answers: JsonObject | null) => void
}

const CODEX = agentId('codex')

export function memoryTerminalQuestions(): MemoryTerminalQuestions {
  const waiting = new Map<string, Waiting>()
  return {
    agents: [CODEX],
    openIn: ({ agent, id }, gone) => {
      const asked = agent === CODEX ? waiting.get(id) : undefined
      if (asked === undefined || gone.aborted) return T.of(null)
      const { call, input, closed, end } = asked
      const left = new Promise<void>((resolve) => {
        gone.addEventListener(
          'abort',
          guarded('end of a question', () => resolve()),
          { once: true },
        )
      })
      return T.of({
        ...{ call, input, closed: Promise.race([closed, left]) },
        answer: ({ answers }) => {
          if (isJsonObject(answers)) end(answers)
        },
      })
    },
    asked: (conversation, call, input) =>
      new Promise((resolve) => {
        let close: () => void = () => undefined
        const closed = new Promise<void>((settle) => (close = settle))
        const end = (answers: JsonObject | null): void => {
          waiting.delete(conversation)
          close()
          resolve(answers)
        }
        waiting.set(conversation, { call, input, closed, end })
      }),
    answeredThere: (conversation) => waiting.get(conversation)?.end(null),
  }
}
