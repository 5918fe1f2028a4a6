import type { SessionJson } from '../../http/sessions/codec.js'
import type { HubContext } from '../context.js'
import type { Run } from '../description.js'
import type { SESSIONS_LS } from '../descriptions/sessions.js'
import { answered } from '../hub/answered.js'
import { dash, span, table } from '../table.js'

/** `penates sessions ls`. */
export const listSessions: Run<typeof SESSIONS_LS, HubContext> = ({ options: { status } }, context) =>
  answered(context, context.hub.client.listSessions(), ({ body }) => {
    const sessions = body.filter((session) => status === undefined || session.status === status)
    return context.print({
      json: sessions,
      text: listText(sessions, context.now()),
      ids: sessions.map(({ name }) => name),
    })
  })

const HEAD = ['NAME', 'STATUS', 'ACTIVITY', 'SINCE', 'PROJECT', 'BRANCH', 'CONTEXT', 'FOLDER']

/** Activity, or `failed` with the kind of the error from the end of a failed turn to the next prompt. */
const activityText = ({ status, activity, failure }: SessionJson): string =>
  status !== 'running' ? '-' : failure === null ? activity : `failed (${failure.kind})`

/** Time in the state, with the age of a report to a former run of the hub. */
const sinceText = ({ activitySince, activityAsOf }: SessionJson, now: number): string =>
  activitySince === null
    ? '-'
    : `${span(now - activitySince)}${activityAsOf === undefined ? '' : ` (reported ${span(now - activityAsOf)} ago)`}`

const listText = (sessions: ReadonlyArray<SessionJson>, now: number): string =>
  sessions.length === 0
    ? 'No sessions.\n'
    : table(
        HEAD,
        sessions.map((session) => [
          session.name,
          session.status,
          activityText(session),
          sinceText(session, now),
          dash(session.project?.name),
          session.git === null ? '-' : `${session.git.branch}${session.git.dirty ? '*' : ''}`,
          session.contextPct === null ? '-' : `${String(Math.round(session.contextPct))}%`,
          dash(session.path),
        ]),
      )
