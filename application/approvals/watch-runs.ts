import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import type * as T from 'fp-ts/lib/Task.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { judgeRun, recordedClearance, type Alarm, type Clearance, type ToolRun } from '../../domain/approvals/alarm.js'
import { previewOf, type ToolCall } from '../../domain/approvals/approval.js'
import { kindOf } from '../../domain/approvals/question.js'
import { isFree, modeFor } from '../../domain/approvals/rules.js'
import { readToolCall, type ReportedCall } from '../../domain/approvals/tool-call.js'
import type { SessionId } from '../../domain/sessions/session-id.js'
import type { AgentReport } from '../agents/agent-cli.port.js'
import type { ApprovalsPorts, ApprovalsSteps } from './ports.js'
import type { ToolResult } from './tool-results.port.js'

/** Compares every tool that ran with the verdict of the gate, and raises an alarm where they differ. */
export interface WatchRuns {
  /** A report of the agent; only `PostToolUse` is compared. */
  readonly onReport: (session: SessionId, report: AgentReport) => T.Task<void>
  /** A call whose result is in the transcript. */
  readonly onTranscript: (session: SessionId, result: Pick<ToolResult, 'call' | 'mayBeRefusal'>) => T.Task<void>
}

export function makeWatchRuns(
  deps: Pick<ApprovalsPorts, 'history' | 'guardedFolders' | 'directory' | 'secrets' | 'clock' | 'log'> &
    Pick<ApprovalsSteps, 'clearances' | 'alarms' | 'rulesInForce'>,
): WatchRuns {
  const { clearances, alarms, history, guardedFolders, rulesInForce, directory, secrets, clock, log } = deps

  /** Verdict in the log, for calls from before a restart of the hub. Read only where an alarm would be raised. */
  const recorded = (toolUseId: string): Promise<Clearance | null> =>
    pipe(
      history.mentioning([toolUseId]),
      // The decision names the request, not the call.
      TE.flatMap((requests) => history.mentioning(requests.flatMap(({ id }) => (typeof id === 'string' ? [id] : [])))),
      TE.match(
        ({ detail }) => {
          log.error('the log of approvals could not be searched', { detail })
          return null
        },
        (records) => recordedClearance(records, toolUseId),
      ),
    )()

  async function check(session: SessionId, call: ToolCall, run: ToolRun): Promise<void> {
    if (alarms.isRaised(session, run.toolUseId)) return
    if (kindOf(run) !== 'permission') return
    const rules = await rulesInForce()
    const mode = modeFor(rules, { id: session, name: directory.nameOf(session) })
    // In strict a call of a free tool needs an approval when its path leads into a guarded place.
    const isSpared = isFree(rules, run.tool) && !(mode === 'strict' && (await guardedFolders.leadsInto(call)()))
    const context = { mode, isFree: isSpared }
    const noted = clearances.of(session, run.toolUseId)
    if (judgeRun(run, noted, context) === null) return
    const clearance = noted ?? (await recorded(run.toolUseId))
    const kind = judgeRun(run, clearance, context)
    if (kind === null) return
    const alarm: Omit<Alarm, 'isPaused'> = {
      id: secrets.newId(),
      session,
      kind,
      tool: run.tool,
      toolUseId: run.toolUseId,
      preview: previewOf(run.tool, run.input),
      digest: run.digest,
      approvedDigest: clearance?.approvedDigest ?? null,
      source: run.source,
      at: clock.now(),
    }
    await alarms.raise(alarm, run.input)()
  }

  const checkReported = async (
    session: SessionId,
    call: ReportedCall,
    sign: Pick<ToolRun, 'source' | 'mayBeRefusal'>,
  ): Promise<void> => {
    const read = readToolCall({ session, gate: 'PreToolUse', comesAgain: false, call }, secrets.sha256)
    if (E.isLeft(read) || read.right.toolUseId === null) return
    const { tool, toolUseId, input, digest } = read.right
    await check(session, read.right, { tool, toolUseId, input, digest, ...sign })
  }

  return {
    onReport:
      (session, { hook, call }) =>
      async () => {
        if (hook?.event === 'PostToolUse') await checkReported(session, call, { source: 'hook' })
      },
    onTranscript:
      (session, { call, ...sign }) =>
      () =>
        checkReported(session, call, { source: 'transcript', ...sign }),
  }
}
