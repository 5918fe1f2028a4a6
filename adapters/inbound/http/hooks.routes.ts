import type { IncomingMessage } from 'node:http'
import { pipe } from 'fp-ts/lib/function.js'
import * as E from 'fp-ts/lib/Either.js'
import * as T from 'fp-ts/lib/Task.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { AskApproval } from '../../../application/approvals/ask-approval.js'
import type { WithdrawApprovals } from '../../../application/approvals/withdraw-approvals.js'
import type { IdentifySender } from '../../../application/attention/identify-sender.js'
import type { RecordHook } from '../../../application/attention/record-hook.js'
import type { StatusLines } from '../../../application/usage/status-lines.js'
import type { Forbidden } from '../../../domain/access/errors.js'
import type { Gate } from '../../../domain/approvals/approval.js'
import type { HookPayload } from '../../../domain/attention/hook.js'
import { parseSessionName, type SessionName } from '../../../domain/sessions/session-name.js'
import { readStatusLine } from '../../../domain/usage/status-line.js'
import { readLooseBody } from '../../../infrastructure/http/json-body.js'
import { bodyTooLarge, missingSessionHeader, type BodyTooLarge, type MissingSessionHeader } from './app-error.js'
import { bind, type Binding } from './bind.js'
import type { HttpCaller } from './gate.js'
import * as api from './hooks.api.js'
import { GATE_HEADER, verdictJson, WRAPPER } from './hooks.codec.js'

/** What the hook routes drive. */
export interface HookUseCases {
  readonly identifySender: IdentifySender
  readonly recordHook: RecordHook
  readonly withdrawApprovals: WithdrawApprovals
  readonly askApproval: AskApproval
  readonly statusLines: StatusLines
}

interface Report {
  readonly session: string
  readonly payload: HookPayload
}

type ReportError = MissingSessionHeader | Forbidden | BodyTooLarge

/** Routes for coding agents. They answer at once, but for the two gates, and never complain about what is reported. */
export function hookRoutes(use: HookUseCases): ReadonlyArray<Binding> {
  const { identifySender, recordHook, withdrawApprovals, askApproval, statusLines } = use

  const reportOf = (request: IncomingMessage, caller: HttpCaller): TE.TaskEither<ReportError, Report> =>
    pipe(
      TE.fromEither<ReportError, SessionName>(claimedName(request)),
      TE.flatMapEither((name): E.Either<ReportError, string> => identifySender(caller.principal, name)),
      TE.bindTo('session'),
      TE.bindW('payload', () => payloadOf(request)),
    )

  /** Taking questions back is written to disk; the agent does not wait for that. */
  const record = ({ session, payload }: Report, event: string): T.Task<boolean> =>
    pipe(
      recordHook({ session, event, payload }),
      T.tap(() => {
        const withdrawn = withdrawApprovals.onHook(session, event, payload)
        void withdrawn()
        return T.of(undefined)
      }),
    )

  const ask = (gate: Gate, event: string, request: IncomingMessage, caller: HttpCaller) =>
    pipe(
      reportOf(request, caller),
      TE.tapTask((report) => record(report, event)),
      TE.flatMapTask(({ session, payload }) => {
        const installation = request.headers[GATE_HEADER]
        const asking = askApproval({ session, gate, payload, comesAgain: installation !== undefined })
        return pipe(
          untilGone(request, asking.abandon, asking.verdict),
          T.map((verdict) => verdictJson(gate, verdict, installation === WRAPPER)),
        )
      }),
      TE.map((body) => ({ status: 200, body }) as const),
    )

  return [
    bind(api.recordHook, ({ params: { event }, request, caller }) =>
      pipe(
        reportOf(request, caller),
        TE.bind('isKnown', (report) => TE.fromTask(record(report, event))),
        TE.map(({ session, isKnown }) => {
          if (!isKnown) return { status: 204, body: undefined } as const
          const body = event === 'PostToolUse' ? { ok: true } : { ok: true, name: session, event }
          return { status: 200, body } as const
        }),
      ),
    ),
    bind(api.recordStatusLine, ({ request, caller }) =>
      pipe(
        reportOf(request, caller),
        TE.map(({ session, payload }) => {
          statusLines.put(session, readStatusLine(payload))
          return { status: 200, body: { ok: true as const, name: session } } as const
        }),
      ),
    ),
    bind(api.askBeforeTool, ({ request, caller }) => ask('PreToolUse', 'PreToolUse', request, caller)),
    bind(api.askPermission, ({ request, caller }) => ask('PermissionRequest', 'PermissionRequest', request, caller)),
  ]
}

/** The name before the hub was called Penates still counts. */
function claimedName({ headers }: IncomingMessage): E.Either<MissingSessionHeader, SessionName> {
  const name = headers['x-penates-session'] ?? headers['x-cc-hub-session']
  const parsed = parseSessionName(typeof name === 'string' ? name : '')
  return E.isRight(parsed) ? parsed : E.left(missingSessionHeader)
}

/** A body that was cut short or never came reports its event all the same. */
const payloadOf = (request: IncomingMessage): TE.TaskEither<BodyTooLarge, HookPayload> =>
  pipe(
    TE.fromTask(() => readLooseBody(request)),
    TE.flatMapEither((body): E.Either<BodyTooLarge, HookPayload> => {
      if (body._tag === 'tooLarge') return E.left(bodyTooLarge)
      return E.right(body._tag === 'object' ? body.object : {})
    }),
  )

/** Runs a task, and says so when the other side hangs up before it is done. */
const untilGone =
  <A>({ socket }: IncomingMessage, onGone: () => void, task: T.Task<A>): T.Task<A> =>
  async () => {
    socket.once('close', onGone)
    if (socket.destroyed) onGone()
    try {
      return await task()
    } finally {
      socket.off('close', onGone)
    }
  }
