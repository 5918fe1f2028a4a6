import type { OpenQuestion, TerminalQuestions } from '../../../../application/approvals/terminal-questions.port.js'
import type { JsonObject } from '../../../../domain/approvals/canonical-json.js'
import { readQuestions } from '../../../../domain/approvals/question.js'
import { guarded } from '../../../../infrastructure/guard/guard.js'
import { recordOf, textOf } from '../row-values.js'
import { openAppServer, type AppServer, type ServerMessage } from './app-server.js'
import { CODEX } from './logs.js'

type Fields = Readonly<Record<string, unknown>>

/** Time after joining a conversation in which the server repeats its open requests, in milliseconds; it sends them before its answer. */
const REPEATED_WITHIN_MS = 500
/** Option that Codex adds to a question, and how it words what a person types there (0.171.0). */
const OTHER = 'None of the above'
const NOTE = 'user_note: '

/**
 * Questions of Codex (`request_user_input`, 0.171.0), which no hook reports. Its terminals are clients of a server, which sends a
 * request to every client of a conversation and takes the first answer. The conversation is joined only while it waits for a person.
 */
export function codexTerminalQuestions(folder: string, repeatedWithinMs = REPEATED_WITHIN_MS): TerminalQuestions {
  return {
    agents: [CODEX],
    openIn:
      ({ agent, id: threadId }, gone) =>
      async () => {
        if (agent !== CODEX) return null
        const asked = firstOf<ServerMessage>()
        const ended = firstOf<undefined>()
        let request: unknown
        const server = await openAppServer(
          folder,
          (message) => {
            const { id, method, params } = message
            if (params['threadId'] !== threadId) return
            if (method === 'item/tool/requestUserInput') {
              request = id
              asked.settle(message)
            } else if (method === 'serverRequest/resolved' && params['requestId'] === request) ended.settle(undefined)
          },
          () => ended.settle(undefined),
        )
        if (server === null) return null
        const close = guarded('end of a question of Codex', server.close)
        gone.addEventListener('abort', close, { once: true })
        const question = gone.aborted ? null : await questionOn(server, threadId, asked.value, repeatedWithinMs)
        const leave = (): void => {
          gone.removeEventListener('abort', close)
          server.close()
        }
        if (question === null) {
          leave()
          return null
        }
        return { ...question, closed: ended.value.then(leave) }
      },
  }
}

/** Open question of a conversation; `null` for none. */
async function questionOn(
  server: AppServer,
  threadId: string,
  asked: Promise<ServerMessage>,
  withinMs: number,
): Promise<Omit<OpenQuestion, 'closed'> | null> {
  const read = await server.request('thread/read', { threadId, includeTurns: false })
  const flags = recordOf(recordOf(read?.['thread'])['status'])['activeFlags']
  if (!Array.isArray(flags) || !flags.includes('waitingOnUserInput')) return null
  const joined = await server.request('thread/resume', { threadId, excludeTurns: true })
  if (joined === null) return null
  const message = await Promise.race([asked, later(withinMs)])
  if (message === null) return null
  const { itemId, questions } = message.params
  const call = textOf(itemId)
  const listed = Array.isArray(questions) ? questions.map(recordOf) : []
  const input = { questions: listed.map(questionIn) } as JsonObject
  if (call === null || readQuestions(input) === null || listed.some(({ isSecret }) => isSecret !== false)) return null
  let isAnswered = false
  return {
    call,
    input,
    answer: (answered) => {
      const answers = answersTo(listed, recordOf(answered['answers']))
      if (isAnswered || answers === null) return
      isAnswered = true
      server.respond(message.id, { answers })
    },
  }
}

/** Question by the names of the hub. */
const questionIn = ({ question, header, options }: Fields): Fields => ({
  question,
  header,
  multiSelect: false,
  options: (Array.isArray(options) ? options : []).map((option) => {
    const { label, description } = recordOf(option)
    return { label, description }
  }),
})

/** Answers as the terminal of Codex sends them; `null` unless each question has one. */
function answersTo(questions: ReadonlyArray<Fields>, given: Fields): Fields | null {
  const answers = questions.map(({ id, question, options, isOther }) => {
    const answer = textOf(given[String(question)])
    if (answer === null) return null
    const labels = Array.isArray(options) ? options.map((option) => recordOf(option)['label']) : []
    const own = isOther === true && labels.length > 0 ? [OTHER, NOTE + answer] : [NOTE + answer]
    return [String(id), { answers: labels.includes(answer) ? [answer] : own }] as const
  })
  return answers.includes(null) ? null : Object.fromEntries(answers.filter((answer) => answer !== null))
}

/** Promise that the first call of `settle` resolves. */
function firstOf<A>(): { readonly value: Promise<A>; readonly settle: (value: A) => void } {
  let settle: (value: A) => void = () => undefined
  const value = new Promise<A>((resolve) => (settle = resolve))
  return { value, settle }
}

const later = (ms: number): Promise<null> => new Promise((resolve) => setTimeout(resolve, ms, null).unref())
