import type { ResponseBody } from '../../http/client/bodies.js'
import type { HubContext } from '../context.js'
import type { Run } from '../description.js'
import type { TODAY } from '../descriptions/others.js'
import { answered } from '../hub/answered.js'
import { count, dash, dollars, shortText, table } from '../table.js'

type Today = ResponseBody<'readToday'>
type Need = Today['needs'][number]

const HOUR_MS = 60 * 60_000

/** `penates today`. */
export const showToday: Run<typeof TODAY, HubContext> = ({ options: { hours = 24 } }, context) => {
  const query = { since: context.now() - hours * HOUR_MS }
  return answered(context, context.hub.client.readToday({ query }), ({ body }) =>
    context.print({ json: body, text: todayText(body), ids: body.needs.map(({ session }) => session) }),
  )
}

const NEEDS: Readonly<Record<Need['kind'], string>> = {
  failed: 'turn failed',
  waiting: 'waits for you',
  unsent: 'prompt may not have been sent',
  missed: 'scheduled run was missed',
}

function todayText({ since, needs, projects, missing }: Today): string {
  const parts = [
    `Since ${since}\n`,
    needs.length === 0
      ? 'Nothing needs you.\n'
      : table(
          ['SESSION', 'NEEDS YOU', 'SINCE', 'DETAIL'],
          needs.map(({ session, kind, at, text, failure, waiting }) => [
            ...[dash(session), NEEDS[kind], dash(at)],
            shortText(failure?.text ?? (waiting > 0 ? `${count(waiting)} to answer` : dash(text))),
          ]),
        ),
    projects.length === 0
      ? 'Nothing happened.\n'
      : table(
          ['PROJECT', 'SESSIONS', 'DONE', 'COMMITS', 'COST', 'BY RULE', 'MISSED', 'UNSENT'],
          projects.map(({ project, sessions, done, commits, costUsd, ruled, missed, unsent }) => [
            ...[dash(project), count(sessions.length), figure(done?.length ?? null), figure(commits)],
            ...[costUsd === null ? '?' : dollars(costUsd), figure(ruled), figure(missed), figure(unsent)],
          ]),
        ),
    missing.length === 0 ? '' : `Could not be read: ${missing.join(', ')}\n`,
  ]
  return parts.filter((part) => part !== '').join('\n')
}

/** A figure that could not be read is none. */
const figure = (value: number | null): string => (value === null ? '?' : count(value))
