import type { SessionEntry } from '../../application/overview/read-session-list.js'
import type { Session } from '../../domain/sessions/session.js'
import { aSession } from './sessions.js'

/** Entry of a running session of which nothing but the session is known. */
export const anEntry = (session: Partial<Session> = {}): SessionEntry => ({
  session: {
    ...aSession(session),
    status: 'running',
    startedIn: null,
    conversations: [],
    command: null,
    muted: false,
    pinned: false,
    recorded: false,
    manuallyStopped: false,
    lastSeenAt: null,
  },
  agent: {
    activity: 'unknown',
    tool: null,
    since: null,
    evidence: null,
    failure: null,
    retry: null,
    permissionMode: null,
    refusals: 0,
    line: null,
    activityAsOf: null,
    lineAsOf: null,
  },
  work: { card: null, project: null },
  repo: null,
  context: null,
  promisedMode: null,
  isUngated: false,
  gateWeaknesses: [],
  prompts: null,
})
