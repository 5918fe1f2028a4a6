import type { IncomingMessage } from 'node:http'
import { pipe } from 'fp-ts/lib/function.js'
import * as E from 'fp-ts/lib/Either.js'
import * as T from 'fp-ts/lib/Task.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { AnswerSigner } from '../../../../application/approvals/answer-signer.port.js'
import type { ApprovalsFeature } from '../../../../application/approvals/approvals-feature.js'
import type { AttentionFeature } from '../../../../application/attention/attention-feature.js'
import type { Forbidden } from '../../../../domain/access/errors.js'
import type { Gate } from '../../../../domain/approvals/approval.js'
import { readHook, type HookPayload } from '../../../../domain/attention/hook.js'
import { parseSessionName, type SessionName } from '../../../../domain/sessions/session-name.js'
import { readStatusLine } from '../../../../domain/usage/status-line.js'
import { detach, guarded } from '../../../../infrastructure/guard/guard.js'
import { missingSessionHeader, type MissingSessionHeader } from './errors.js'
import { bindAnswer, type Binding } from '../routing/bind.js'
import type { HttpCaller } from '../routing/gate.js'
import * as api from './api.js'
import type { AnswerOf } from '../routing/route.js'
import { GATE_HEADER, NONCE_HEADER, SIGNATURE_HEADER, signedText, verdictJson, WRAPPER } from './codec.js'

/** Features that the hook routes drive, and the key that signs the verdicts of gates. */
export interface HookRouteArgs {
  readonly attention: AttentionFeature
  readonly approvals: ApprovalsFeature
  readonly answerSigner: AnswerSigner
}

interface Report {
  readonly session: string
  readonly payload: HookPayload
}

type ReportError = MissingSessionHeader | Forbidden

interface HookCall {
  readonly request: IncomingMessage
  readonly caller: HttpCaller
  readonly body: HookPayload
}

/** Routes for coding agents. They answer at once, but for the two gates, and never complain about what is reported. */
export function hookRoutes({ attention, approvals, answerSigner }: HookRouteArgs): ReadonlyArray<Binding> {
  const { identifySender, recordHook, statusLines, agentSessions } = attention
  const { desk, clearances, watchRuns } = approvals

  const reportOf = ({ request, caller, body }: HookCall): E.Either<ReportError, Report> => {
    const name = claimedName(request)
    if (E.isLeft(name)) return name
    const session = identifySender(caller.principal, name.right)
    if (E.isLeft(session)) return session
    agentSessions.note(session.right, body['session_id'])
    return E.right({ session: session.right, payload: body })
  }

  /** Taking questions back is written to disk; the agent does not wait for that. */
  const record = ({ session, payload }: Report, event: string): T.Task<void> =>
    pipe(
      recordHook({ session, event, payload }),
      T.tap(() => {
        const withdrawn = desk.withdraw.onHook(session, event, payload)
        detach('withdrawal of approvals', withdrawn)
        detach('comparison of runs', watchRuns.onHook(session, event, payload))
        return T.of(undefined)
      }),
    )

  const answerTo = (report: Report, event: string): T.Task<AnswerOf<typeof api.recordHook.answers>> => {
    if (readHook(event, report.payload) === null) return T.of({ status: 204, body: undefined })
    const body = event === 'PostToolUse' ? { ok: true } : { ok: true, name: report.session, event }
    // Its turn is over, so the agent waits for nothing that follows from the report, and its next report comes after this one.
    if (event === 'Stop') return T.of({ status: 200, body, afterwards: record(report, event) })
    return pipe(
      record(report, event),
      T.map(() => ({ status: 200, body })),
    )
  }

  const ask = (gate: Gate, event: string, call: HookCall) =>
    pipe(
      TE.fromEither(reportOf(call)),
      TE.tapTask((report) => record(report, event)),
      TE.flatMapTask(({ session, payload }) => {
        const installation = call.request.headers[GATE_HEADER]
        const source = { session, gate, payload, comesAgain: installation !== undefined }
        const asking = desk.ask(source)
        return pipe(
          untilGone(call.request, asking.abandon, asking.verdict),
          T.tap((verdict) => {
            // An agent that hung up has heard nothing.
            if (!call.request.socket.destroyed) clearances.note(source, verdict)
            return T.of(undefined)
          }),
          T.map((verdict) => verdictJson(gate, verdict, payload['tool_input'], installation === WRAPPER)),
        )
      }),
      TE.map((body) => ({ status: 200, body, headers: signatureFor(call.request, body) }) as const),
    )

  const signatureFor = ({ headers }: IncomingMessage, body: unknown): Readonly<Record<string, string>> => {
    const nonce = headers[NONCE_HEADER]
    return typeof nonce === 'string' ? { [SIGNATURE_HEADER]: answerSigner.sign(signedText(nonce, body)) } : {}
  }

  return [
    bindAnswer(api.recordHook, (call) => async () => {
      const report = reportOf(call)
      return E.isLeft(report) ? report : E.right(await answerTo(report.right, call.params.event)())
    }),
    bindAnswer(api.recordStatusLine, (call) =>
      pipe(
        TE.fromEither(reportOf(call)),
        TE.map(({ session, payload }) => {
          statusLines.put(session, readStatusLine(payload))
          return { status: 200, body: { ok: true as const, name: session } } as const
        }),
      ),
    ),
    bindAnswer(api.askBeforeTool, (call) => ask('PreToolUse', 'PreToolUse', call)),
    bindAnswer(api.askPermission, (call) => ask('PermissionRequest', 'PermissionRequest', call)),
  ]
}

/** The name before the hub was called Penates still counts. */
function claimedName({ headers }: IncomingMessage): E.Either<MissingSessionHeader, SessionName> {
  const name = headers['x-penates-session'] ?? headers['x-cc-hub-session']
  const parsed = parseSessionName(typeof name === 'string' ? name : '')
  return E.isRight(parsed) ? parsed : E.left(missingSessionHeader)
}

/** Runs a task and calls `onGone` when the client disconnects before it is done. */
const untilGone =
  <A>({ socket }: IncomingMessage, onGone: () => void, task: T.Task<A>): T.Task<A> =>
  async () => {
    const gone = guarded('agent hung up', onGone)
    socket.once('close', gone)
    if (socket.destroyed) gone()
    try {
      return await task()
    } finally {
      socket.off('close', gone)
    }
  }
