import { pipe } from 'fp-ts/lib/function.js'
import * as T from 'fp-ts/lib/Task.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { firstAnswer } from '../../domain/agents/agent-program.js'
import { SCREEN_LINES } from '../../domain/attention/activity.js'
import type { SessionId } from '../../domain/sessions/session-id.js'
import { isOnScreen, stopsOf, type Stop, type StoppableSession, type StoppedScreen } from '../../domain/stops/stop.js'
import type { AgentClis } from '../agents/agent-cli.port.js'
import { cliInFront } from '../shared/front-screen.js'
import type { ApprovalsFeature } from '../approvals/approvals-feature.js'
import type { PromptsFeature } from '../prompts/prompts-feature.js'
import type { RecordingsFeature } from '../recordings/recordings-feature.js'
import type { SessionsFeature } from '../sessions/sessions-feature.js'
import type { Unavailable } from '../shared/errors.js'
import type { ReadSessionList, SessionEntry } from './read-session-list.js'

/** Lists what stops agents beside calls, questions, plans and forms. */
export type ListStops = TE.TaskEither<Unavailable, ReadonlyArray<Stop>>
export interface ListStopsDeps {
  readonly agents: AgentClis
  readonly readSessionList: ReadSessionList
  readonly approvals: { readonly desk: { readonly list: Pick<ApprovalsFeature['desk']['list'], 'now'> } }
  readonly prompts: Pick<PromptsFeature, 'readQueues' | 'manageSchedules'>
  readonly recordings: Pick<RecordingsFeature, 'failedRecordings'>
  readonly sessions: Pick<SessionsFeature, 'readScreens'>
}

/** A plan that is higher is not read whole. */
const DIALOG_LINES = 50

export function makeListStops(deps: ListStopsDeps): ListStops {
  const { agents, readSessionList, approvals, prompts, recordings, sessions } = deps

  const screensOf = (
    stopped: ReadonlyArray<SessionEntry['session']>,
  ): T.Task<ReadonlyMap<SessionId, StoppedScreen>> => {
    const byName = new Map(stopped.map((session) => [session.name, session]))
    return pipe(
      sessions.readScreens([...byName.keys()], DIALOG_LINES),
      T.map(
        (screens) =>
          new Map(
            screens.flatMap(({ name, lines: rows }) => {
              const session = byName.get(name)
              if (session === undefined) return []
              const lines = rows.slice(-SCREEN_LINES)
              const seen = firstAnswer(agents, (agent) => agent.screens?.startQuestion(lines) ?? null)
              const { foreground, command: startCommand } = session
              const dialog = cliInFront(agents, { foreground, startCommand })?.screens?.stopDialog?.(rows) ?? null
              return [[session.id, { text: trimmed(lines), startQuestion: seen?.about ?? null, dialog }] as const]
            }),
          ),
      ),
    )
  }

  return pipe(
    TE.Do,
    TE.apS('list', readSessionList),
    TE.apS('prompts', prompts.readQueues),
    TE.apS('schedules', prompts.manageSchedules.list),
    TE.flatMapTask(({ list, ...read }) => {
      const asking = new Set(approvals.desk.list.now().map(({ name }) => name))
      const all = list.entries.map(stoppable)
      const shown = list.entries.filter((entry) => isOnScreen(stoppable(entry), asking))
      return pipe(
        screensOf(shown.map(({ session }) => session)),
        T.map((screens) =>
          stopsOf({ ...read, sessions: all, asking, screens, recordings: recordings.failedRecordings() }),
        ),
      )
    }),
  )
}

const stoppable = ({ session: { id, name, status }, agent }: SessionEntry): StoppableSession => {
  const { activity, since, failure, retry } = agent
  return { id, name, isRunning: status === 'running', activity, since, failure, retry }
}

/** Lines of a screen without empty ones above and below. */
const trimmed = (lines: ReadonlyArray<string>): string => {
  const isText = (line: string): boolean => line.trim() !== ''
  const text = lines.slice(Math.max(lines.findIndex(isText), 0), lines.findLastIndex(isText) + 1)
  return text.map((line) => line.trimEnd()).join('\n')
}
