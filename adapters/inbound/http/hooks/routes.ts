import type { IncomingMessage } from 'node:http'
import { pipe } from 'fp-ts/lib/function.js'
import * as E from 'fp-ts/lib/Either.js'
import * as T from 'fp-ts/lib/Task.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { AgentClis, AgentHooks, AgentReport } from '../../../../application/agents/agent-cli.port.js'
import type { AnswerSigner } from '../../../../application/approvals/answer-signer.port.js'
import type { ApprovalsFeature } from '../../../../application/approvals/approvals-feature.js'
import type { AttentionFeature } from '../../../../application/attention/attention-feature.js'
import type { PromptsFeature } from '../../../../application/prompts/prompts-feature.js'
import type { SessionsFeature } from '../../../../application/sessions/sessions-feature.js'
import type { SessionDirectory } from '../../../../application/sessions/session-directory.js'
import type { AgentId } from '../../../../domain/agents/agent-id.js'
import type { Forbidden } from '../../../../domain/access/errors.js'
import { runsUnasked, type Gate } from '../../../../domain/approvals/approval.js'
import { kindOf } from '../../../../domain/approvals/question.js'
import { reportEvent, type HookPayload, type ReportEvent } from '../../../../domain/attention/hook.js'
import type { SessionId } from '../../../../domain/sessions/session-id.js'
import type { GateWeakened } from '../../../../domain/hooks/errors.js'
import type { UnreadableSettings } from '../../../../domain/hooks/installation.js'
import { detach, guarded } from '../../../../infrastructure/guard/guard.js'
import { bindAnswer, type Binding } from '../routing/bind.js'
import type { HttpCaller } from '../routing/access-control.js'
import { claimedSession } from '../routing/arrival.js'
import type { AnswerOf } from '../routing/route.js'
import type { ErrorRows } from '../routing/error-row.js'
import * as api from './api.js'
import {
  AGENT_HEADER,
  BACKGROUND_HEADER,
  BESIDE_PROGRAM,
  ASKING_PLUGIN,
  GATE_HEADER,
  HOLD_HEADER,
  HOLD_PROGRAM,
  hookLimitIn,
  NONCE_HEADER,
  SIGNATURE_HEADER,
  signedText,
  SPOKEN_NO_OPINION,
  WRAPPER,
} from './codec.js'

/** Features that the hook routes drive, and the key that signs the verdicts of gates. */
export interface HookRouteArgs extends Pick<PromptsFeature, 'confirmPrompts'> {
  readonly agents: AgentClis
  readonly attention: AttentionFeature
  readonly approvals: ApprovalsFeature
  readonly directory: SessionDirectory
  readonly sessions: Pick<SessionsFeature, 'noteConversation'>
  readonly answerSigner: AnswerSigner
}

interface Report {
  readonly id: SessionId
  /** Present name. */
  readonly session: string
  readonly agent: AgentId
  readonly hooks: AgentHooks
  readonly report: AgentReport
  /** True for an agent in the background that the session has started. */
  readonly isInBackground: boolean
}

type ReportError = MissingSessionHeader | Forbidden

interface HookCall {
  readonly request: IncomingMessage
  readonly caller: HttpCaller
  readonly body: HookPayload
}

/** Routes for coding agents. They answer at once, but for the gates, and never complain about what is reported. */
export function hookRoutes(args: HookRouteArgs): ReadonlyArray<Binding> {
  const { agents, attention, approvals, directory, sessions, answerSigner, confirmPrompts } = args
  const reporting = agents.flatMap(({ id, hooks }) => (hooks === null ? [] : [{ id, hooks }]))
  const [standard] = reporting
  if (standard === undefined) return []
  const { identifySender, recordHook, statusLines, agentSessions } = attention
  const { desk, clearances, holdPrograms, watchRuns, recordRefusals } = approvals

  const reportOf = (event: ReportEvent | null, { request, caller, body }: HookCall): E.Either<ReportError, Report> => {
    const name = claimedSession(request)
    if (E.isLeft(name)) return E.left(missingSessionHeader)
    const id = identifySender(caller.principal, name.right)
    if (E.isLeft(id)) return id
    const named = request.headers[AGENT_HEADER]
    const { id: agent, hooks } = reporting.find((one) => one.id === named) ?? standard
    const report = hooks.report(event, body)
    // A sender that knows no such variable may send its name.
    const isInBackground = String(request.headers[BACKGROUND_HEADER] ?? '').startsWith('/')
    if (!isInBackground) {
      agentSessions.note(id.right, agent, report.conversation)
      detach('conversation of a session', sessions.noteConversation(id.right, agent, report.conversation))
    }
    return E.right({ id: id.right, session: directory.nameOf(id.right), agent, hooks, report, isInBackground })
  }

  /**
   * Taking questions back is written to disk; the agent does not wait for that. Calls of an agent in the background are those of the
   * session, since the gate holds them in its name; its turns are not.
   */
  const record =
    ({ id, report, isInBackground }: Report): T.Task<void> =>
    async () => {
      if (!isInBackground) {
        await recordHook({ session: id, report })()
        detach('confirmation of a prompt', confirmPrompts.onReport(id, report))
      }
      if (!isInBackground || report.hook?.event === 'PostToolUse') {
        detach('withdrawal of approvals', desk.withdraw.onReport(id, report))
      }
      detach('comparison of runs', watchRuns.onReport(id, report))
      detach('record of a refusal', recordRefusals.onReport(id, report))
    }

  const answerTo = (sent: Report, event: ReportEvent | null): T.Task<AnswerOf<typeof api.recordHook.answers>> => {
    if (sent.report.hook === null) return T.of({ status: 204, body: undefined })
    const body = event === 'PostToolUse' ? { ok: true } : { ok: true, name: sent.session, event }
    // Its turn is over, so the agent waits for nothing that follows from the report, and its next report comes after this one.
    if (event === 'Stop') return T.of({ status: 200, body, afterwards: record(sent) })
    return pipe(
      record(sent),
      T.map(() => ({ status: 200, body })),
    )
  }

  const ask = (gate: Gate, call: HookCall) =>
    pipe(
      TE.fromEither(reportOf(gate, call)),
      TE.flatMapTask(
        (sent) => async () =>
          (await isLeftToProgram(gate, call, sent)) ? undefined : await verdictOn(gate, call, sent)(),
      ),
      TE.map((body) => ({ status: 200, body, headers: signatureFor(call.request, body) }) as const),
    )

  /** True for a call that the agent sends to the program beside this hook as well, once that has asked. */
  async function isLeftToProgram(gate: Gate, { request }: HookCall, { id, report }: Report): Promise<boolean> {
    const { toolUseId, permissionMode } = report.call
    if (request.headers[GATE_HEADER] !== BESIDE_PROGRAM) return false
    if (typeof toolUseId !== 'string' || typeof permissionMode !== 'string') return false
    return runsUnasked({ gate, permissionMode }) && holdPrograms.comes(id, toolUseId)
  }

  const verdictOn = (gate: Gate, call: HookCall, sent: Report): T.Task<Readonly<Record<string, unknown>> | undefined> =>
    pipe(
      record(sent),
      T.flatMap(() => {
        const { id, agent, hooks, report } = sent
        const installation = call.request.headers[GATE_HEADER]
        const kind = kindOf({ tool: String(report.call.tool), gate })
        const takes = { takesInput: hooks.takesInput.includes(kind), takesReason: hooks.takesReason.includes(kind) }
        const comesAgain = installation !== undefined
        const hookLimit = hookLimitIn(call.request.headers[HOLD_HEADER])
        const hidesDialog = gate === 'PermissionRequest' && hooks.hidesDialog === true
        const isProgram = installation === HOLD_PROGRAM
        const asksAgain = isProgram || (gate === 'PermissionRequest' && installation === ASKING_PLUGIN)
        const asksAgainInStrict = installation === WRAPPER
        if (isProgram && typeof report.call.toolUseId === 'string') holdPrograms.asked(id, report.call.toolUseId)
        const cannotPrompt = hooks.cannotPrompt === true
        const limits = {
          ...(hookLimit === undefined ? {} : { hookLimit }),
          hidesDialog,
          asksAgain,
          asksAgainInStrict,
          cannotPrompt,
        }
        const source = { session: id, gate, agent, ...takes, call: report.call, comesAgain, ...limits }
        const asking = desk.ask(source)
        return pipe(
          untilGone(call.request, asking.abandon, asking.verdict),
          T.tap((verdict) => {
            // An agent that hung up has heard nothing.
            if (!call.request.socket.destroyed) clearances.note(source, verdict)
            return T.of(undefined)
          }),
          T.map(
            (verdict) =>
              hooks.verdict(gate, verdict, report.call.input) ??
              (installation === WRAPPER ? SPOKEN_NO_OPINION : undefined),
          ),
        )
      }),
    )

  const signatureFor = ({ headers }: IncomingMessage, body: unknown): Readonly<Record<string, string>> => {
    const nonce = headers[NONCE_HEADER]
    return typeof nonce === 'string' ? { [SIGNATURE_HEADER]: answerSigner.sign(signedText(nonce, body)) } : {}
  }

  return [
    bindAnswer(api.recordHook, (call) => async () => {
      const event = reportEvent(call.params.event)
      const sent = reportOf(event, call)
      return E.isLeft(sent) ? sent : E.right(await answerTo(sent.right, event)())
    }),
    bindAnswer(api.recordStatusLine, (call) =>
      pipe(
        TE.fromEither(reportOf(null, call)),
        TE.map(({ id, session, hooks, isInBackground }) => {
          if (!isInBackground) statusLines.put(id, hooks.statusLine(call.body))
          return { status: 200, body: { ok: true as const, name: session } } as const
        }),
      ),
    ),
    bindAnswer(api.askBeforeTool, (call) => ask('PreToolUse', call)),
    bindAnswer(api.askPermission, (call) => ask('PermissionRequest', call)),
    bindAnswer(api.askForm, (call) => ask('Elicitation', call)),
  ]
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

/** A coding agent reports without saying for which session, or under a name that cannot be one. */
interface MissingSessionHeader {
  readonly _tag: 'MissingSessionHeader'
}
const missingSessionHeader: MissingSessionHeader = { _tag: 'MissingSessionHeader' }

export const HOOK_ROWS = {
  GateWeakened: {
    status: 409,
    text: 'gate-weakened',
    more: ({ weaknesses }) => ({
      weaknesses: weaknesses.map(({ file, what }) => `${file.split('/').at(-1) ?? ''}: ${what}`),
    }),
  },
  UnreadableSettings: {
    status: 409,
    text: 'The settings of Claude Code were left alone',
    more: ({ detail }) => ({ detail }),
  },
  MissingSessionHeader: { status: 400, text: 'Missing or invalid X-Penates-Session' },
} satisfies ErrorRows<GateWeakened | MissingSessionHeader | UnreadableSettings>
