import { agentId } from '../../domain/agents/agent-id.js'
import {
  NO_LAST_REPORTS,
  type DatedLine,
  type LastReport,
  type LastReports,
} from '../../domain/attention/last-reports.js'
import { sessionId } from '../../domain/sessions/session-id.js'
import { describeStateStore } from './state-store.contract.js'

const AT = Date.UTC(2026, 2, 1, 8, 15, 30, 120)

const line: DatedLine = {
  at: AT,
  line: {
    agent: agentId('claude-code'),
    ...{ pct5h: 12.5, resets5h: 1_795_570_000, pct7d: null, resets7d: null },
    ...{ costUsd: 1.25, durationMs: 60_000, apiDurationMs: null, linesAdded: 3, linesRemoved: 0 },
    ...{ model: 'Größe 1', contextPct: 40, contextSize: 200_000 },
  },
}

const report = (id: string): LastReport => ({
  session: sessionId(id),
  activity: {
    activity: 'idle',
    tool: null,
    since: AT,
    evidence: { source: 'hook', what: 'StopFailure', failure: 'rate-limit', at: AT },
    failure: { kind: 'rate-limit', text: 'Größe überschritten' },
    confirmedAt: AT + 1,
  },
  statusLine: line,
})

/** Suite of every store of the last reports of agents. */
export const describeLastReportsStore = describeStateStore<LastReports>('LastReportsStore', {
  fresh: NO_LAST_REPORTS,
  adding: (reports, id) => ({ ...reports, sessions: [...reports.sessions, report(id)] }),
  ids: ({ sessions }) => sessions.map(({ session }) => session),
  full: {
    savedAt: AT + 2,
    sessions: [
      report('whole'),
      { session: sessionId('no line'), activity: report('x').activity, statusLine: null },
      {
        session: sessionId('tool'),
        activity: {
          ...{ activity: 'working', tool: 'Bash', since: AT, failure: null, confirmedAt: AT },
          evidence: { source: 'screen', what: 'busy', at: AT },
        },
        statusLine: null,
      },
      { session: sessionId('line only'), activity: null, statusLine: line },
    ],
    limits: line,
  },
})
