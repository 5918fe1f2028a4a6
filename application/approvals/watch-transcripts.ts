import * as E from 'fp-ts/lib/Either.js'
import type * as T from 'fp-ts/lib/Task.js'
import { classifierRecord } from '../../domain/approvals/records.js'
import { mayBeStrict, modeFor } from '../../domain/approvals/rules.js'
import { readToolCall } from '../../domain/approvals/tool-call.js'
import type { SessionId } from '../../domain/sessions/session-id.js'
import type { Session } from '../../domain/sessions/session.js'
import type { AgentReport } from '../agents/agent-cli.port.js'
import { pollingJob, type Job } from '../shared/job.js'
import type { ApprovalsPorts, ApprovalsSteps } from './ports.js'
import type { ToolResult } from './tool-results.port.js'

/** Writes calls to the log of approvals that a classifier of the agent refused. */
export interface RecordRefusals {
  /** A report of the agent; only `PermissionDenied` is recorded. Never fails. */
  readonly onReport: (session: SessionId, report: AgentReport) => T.Task<void>
}

export function makeRecordRefusals(deps: Pick<ApprovalsPorts, 'ledger' | 'secrets' | 'log'>): RecordRefusals {
  const { ledger, secrets, log } = deps
  return {
    onReport:
      (session, { hook, call }) =>
      async () => {
        if (hook?.event !== 'PermissionDenied') return
        const read = readToolCall({ session, gate: 'PreToolUse', comesAgain: true, call }, secrets.sha256)
        if (E.isLeft(read)) return
        const written = await ledger.append(classifierRecord(secrets.newId(), read.right, hook.reason))()
        if (E.isLeft(written)) log.error('a refusal could not be recorded', { detail: written.left.detail })
      },
  }
}

/**
 * An alarm is raised within 2 s of the end of the tool, also on a busy machine. No event is relied on: the agent whose calls are checked
 * can use up the file watches of its account, or overflow one.
 */
const LOOK_EVERY_MS = 500

/**
 * Reads the transcripts in the folders of strict sessions, because an agent whose hooks are switched off sends no reports.
 * A conversation belongs to the session whose hooks named it. One that no hook named counts for every strict session of
 * its folder that has none.
 */
export function makeWatchTranscripts(
  deps: Pick<ApprovalsSteps, 'host' | 'rulesInForce' | 'results' | 'agentSessions' | 'runs' | 'clock'>,
): Job {
  const { host, rulesInForce, results, agentSessions, runs, clock } = deps

  async function look(): Promise<void> {
    const rules = await rulesInForce()
    if (!mayBeStrict(rules)) return
    const live = await host.list()
    if (E.isLeft(live)) return
    const strict = live.right.filter((session) => modeFor(rules, session) === 'strict')
    const folders = new Set(strict.flatMap(foldersOf))
    for (const folder of folders) {
      const inFolder = strict.filter((session) => foldersOf(session).includes(folder))
      for (const { conversation, ...result } of await results.news(folder)()) {
        for (const session of ownersOf(conversation, inFolder)) await runs.onTranscript(session, result)()
      }
    }
  }

  function ownersOf(
    conversation: ToolResult['conversation'],
    strict: ReadonlyArray<Session>,
  ): ReadonlyArray<SessionId> {
    const reported = agentSessions.all()
    const owner = conversation === null ? undefined : reported.get(conversation)
    const known = new Set(reported.values())
    return strict.filter(({ id }) => (owner === undefined ? !known.has(id) : id === owner)).map(({ id }) => id)
  }

  return pollingJob('watch over transcripts', clock, LOOK_EVERY_MS, look)
}

/** Transcripts are filed under the folder that the agent was started in. */
const foldersOf = ({ startDirectory, path }: Session): ReadonlyArray<string> => [
  ...new Set([startDirectory, path].filter((folder) => folder !== null)),
]
