import * as E from 'fp-ts/lib/Either.js'
import { readForm } from '../../../../domain/approvals/form.js'
import { readQuestions, type Question } from '../../../../domain/approvals/question.js'
import type { ApprovalJson } from '../../http/approvals/codec.js'
import type { HubContext } from '../context.js'
import type { Run } from '../description.js'
import type {
  APPROVALS_ALLOW,
  APPROVALS_ANSWER,
  APPROVALS_DENY,
  APPROVALS_LS,
  APPROVALS_WATCH,
} from '../descriptions/others.js'
import { EXIT, type ExitCode } from '../exit-codes.js'
import { answered } from '../hub/answered.js'
import { byPrefix, shortId } from '../hub/by-prefix.js'
import { explain } from '../hub/client-failure.js'
import { followEvents } from '../hub/events.js'
import { explainEnd } from '../hub/socket.js'
import type { Failure, Result } from '../output.js'
import { safeLine } from '../safe-text.js'
import { span, table } from '../table.js'
import { assignValues } from './form-values.js'

/** `penates approvals ls`. */
export const listApprovals: Run<typeof APPROVALS_LS, HubContext> = (_, context) =>
  answered(context, context.hub.client.listApprovals(), ({ body: { approvals } }) =>
    context.print({ json: approvals, text: listText(approvals, context.now()), ids: approvals.map(({ id }) => id) }),
  )

const HEAD = ['ID', 'SESSION', 'TOOL', 'EXPIRES IN', 'CALL']

const listText = (approvals: ReadonlyArray<ApprovalJson>, now: number): string =>
  approvals.length === 0
    ? 'No tool calls wait for a decision.\n'
    : table(
        HEAD,
        approvals.map(({ id, session, subagent, tool, expiresAt, preview }) => [
          shortId(id),
          askerText({ session, subagent }),
          tool,
          span(Date.parse(expiresAt) - now),
          preview,
        ]),
      )

/** `penates approvals allow`. */
export const allowCall: Run<typeof APPROVALS_ALLOW, HubContext> = (
  { args: { id }, options: { remember, 'agent-remembers': agentRemembers } },
  context,
) =>
  decide(
    id,
    { decision: 'allow', ...(remember ? { remember } : {}), ...(agentRemembers ? { agentRemembers } : {}) },
    context,
  )

/** `penates approvals deny`. */
export const denyCall: Run<typeof APPROVALS_DENY, HubContext> = (
  { args: { id }, options: { reason, cancel } },
  context,
) =>
  decide(id, { decision: 'deny', ...(reason === undefined ? {} : { reason }), ...(cancel ? { cancel } : {}) }, context)

const decide = (text: string, decision: Readonly<Record<string, unknown>>, context: HubContext): Promise<ExitCode> =>
  withWaiting(text, context, (call) =>
    sendDecision(
      call,
      decision,
      (word) => `${word === 'allow' ? 'Allowed' : 'Denied'} ${call.tool} of ${call.session}: ${call.preview}\n`,
      context,
    ),
  )

/** `penates approvals answer`. */
export const answerQuestions: Run<typeof APPROVALS_ANSWER, HubContext> = ({ args: { id, answers: words } }, context) =>
  withWaiting(id, context, (call) => {
    if (call.kind === 'form') return fillIn(call, words, context)
    if (call.kind !== 'question') return context.fail(noQuestion(call))
    const questions = readQuestions(call.input)
    if (questions === null) return context.fail(UNREADABLE)
    const answers = assignAnswers(questions, words)
    if (E.isLeft(answers)) return context.fail(answers.left)
    const given = Object.values(answers.right).map((chosen) => chosen.join(', '))
    return sendDecision(
      call,
      { decision: 'allow', answers: answers.right },
      () => `Answered ${call.session}: ${given.join('; ')}\n`,
      context,
    )
  })

const fillIn = (
  call: ApprovalJson,
  words: ReadonlyArray<string>,
  context: HubContext,
): ExitCode | Promise<ExitCode> => {
  const form = readForm(call.input)
  if (form === null) return context.fail(UNREADABLE)
  const answers = form.kind === 'url' ? E.right({}) : assignValues(form.fields, words)
  if (E.isLeft(answers)) return context.fail(answers.left)
  return sendDecision(
    call,
    { decision: 'allow', answers: answers.right },
    () => `Answered ${call.session}: ${call.preview}\n`,
    context,
  )
}

const noQuestion = ({ id, tool, session }: ApprovalJson): Failure => ({
  exit: 'usage',
  problem: `${tool} of ${session} asks no questions`,
  mend: `Decide with: penates approvals allow ${shortId(id)}`,
})

const UNREADABLE: Failure = {
  problem: 'what is asked cannot be answered here',
  mend: 'Answer it in the terminal of the session.',
}

/** Runs `then` with the waiting call whose id is or begins with the text. */
const withWaiting = (
  text: string,
  context: HubContext,
  then: (call: ApprovalJson) => ExitCode | Promise<ExitCode>,
): Promise<ExitCode> =>
  answered(context, context.hub.client.listApprovals(), ({ body: { approvals } }) => {
    const found = byPrefix(approvals, text, 'waiting tool call')
    return E.isLeft(found) ? context.fail(found.left) : then(found.right)
  })

/** Sends a decision about the listed call. Its digest refuses the decision if it is another one by then. */
const sendDecision = (
  { id, digest, session, tool }: ApprovalJson,
  decision: Readonly<Record<string, unknown>>,
  textOf: (decision: string) => string,
  context: HubContext,
): Promise<ExitCode> =>
  answered(context, context.hub.client.decideApproval({ params: { id }, body: { ...decision, digest } }), ({ body }) =>
    context.print({
      json: { id, session, tool, decision: body.decision, isReasonLeftOut: body.isReasonLeftOut },
      text: `${textOf(body.decision)}${body.isReasonLeftOut ? 'The reason was left out: this agent takes none.\n' : ''}`,
      ids: [id],
    }),
  )

/** `penates approvals watch`. */
export const watchApprovals: Run<typeof APPROVALS_WATCH, HubContext> = async (_, context) => {
  const stop = context.readerGone
  const seen = new Set<string>()
  const show = (call: Waiting): void => {
    if (seen.has(call.id)) return
    seen.add(call.id)
    context.emit(callResult(call))
  }
  let listing: Promise<void> = Promise.resolve()
  const list = async (): Promise<void> => {
    const answer = await context.hub.client.listApprovals({ signal: stop })()
    if (E.isRight(answer)) answer.right.body.approvals.forEach(show)
    else if (answer.left._tag !== 'Aborted') context.fail(explain(answer.left, context.hub))
  }
  const end = await followEvents(context, {
    opened: () => void (listing = listing.then(list)),
    event: (event) => {
      if (event.type === 'tool-approval-request')
        show({ ...event, session: event.name, subagent: event.subagent ?? null })
    },
    signal: stop,
  })
  await listing
  return end._tag === 'Stopped' ? EXIT.ok : context.fail(explainEnd(end, context.hub))
}

type Waiting = Pick<ApprovalJson, 'id' | 'session' | 'subagent' | 'tool' | 'preview'>

/** Session, and the sub-agent in it that asks. */
const askerText = ({ session, subagent }: Pick<ApprovalJson, 'session' | 'subagent'>): string =>
  subagent === null ? session : `${session} (${`sub-agent ${subagent}`.trim()})`

const callResult = ({ id, session, subagent, tool, preview }: Waiting): Result => ({
  json: { id, session, subagent, tool, preview },
  text: `${[shortId(id), askerText({ session, subagent }), tool, preview].map(safeLine).join('  ')}\n`,
  ids: [id],
})

/** Answers by question, as the hub takes them. */
type Answers = Readonly<Record<string, ReadonlyArray<string>>>

/** Assigns one word of the command line to each question. Another number of words, or an empty one, lists the questions. */
function assignAnswers(questions: ReadonlyArray<Question>, words: ReadonlyArray<string>): E.Either<Failure, Answers> {
  const answers = questions.map((question, index) => [question.text, chosenIn(question, words[index] ?? '')] as const)
  return words.length === questions.length && answers.every(([, chosen]) => chosen.length > 0)
    ? E.right(Object.fromEntries(answers))
    : E.left({
        exit: 'usage',
        problem: 'each question needs one answer, in their order',
        mend: questions.map(lineOf).join('\n  '),
      })
}

/** Answers in one word. A label that contains commas is joined again by the hub. */
const chosenIn = ({ isMultiple }: Question, word: string): ReadonlyArray<string> =>
  (isMultiple ? word.split(',') : [word]).map((text) => text.trim()).filter((text) => text !== '')

const lineOf = ({ text, options, isMultiple }: Question, index: number): string => {
  const labels = options.map(({ label }) => label).join(' | ')
  return safeLine(`${String(index + 1)}. ${text} (${isMultiple ? 'one or more' : 'one'} of: ${labels})`)
}
