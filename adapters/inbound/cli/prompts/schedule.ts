import { randomUUID } from 'node:crypto'
import * as E from 'fp-ts/lib/Either.js'
import { timeIn } from '../../../../infrastructure/codec/iso-text.js'
import type { RequestBody, ResponseBody } from '../../http/client/bodies.js'
import type { HubContext } from '../context.js'
import type { Run } from '../description.js'
import type { SCHEDULE_ADD, SCHEDULE_EDIT, SCHEDULE_LS, SCHEDULE_RM, SCHEDULE_RUN } from '../descriptions/prompts.js'
import type { ExitCode } from '../exit-codes.js'
import { answered } from '../hub/answered.js'
import { byPrefix, shortId } from '../hub/by-prefix.js'
import { promptOf } from '../sessions/send.js'
import { dash, shortText, table } from '../table.js'

type Schedule = ResponseBody<'listSchedules'>['schedules'][number]

const HEAD = ['ID', 'SESSION', 'WHEN', 'NEXT', 'LEFT', 'LAST', 'PROMPT']

/** `penates schedule ls`. */
export const listSchedules: Run<typeof SCHEDULE_LS, HubContext> = (_, context) =>
  answered(context, context.hub.client.listSchedules(), ({ body: { schedules } }) => {
    const rows = schedules.map((schedule) => {
      const { id, name, text, dueAt, remaining, runs } = schedule
      const last = runs.at(-1)
      return [
        ...[shortId(id), name, whenOf(schedule), dash(dueAt), String(remaining)],
        last === undefined ? '-' : `${last.outcome} ${last.at}`,
        shortText(text),
      ]
    })
    const text = rows.length === 0 ? 'No schedules.\n' : table(HEAD, rows)
    return context.print({ json: schedules, text, ids: schedules.map(({ id }) => id) })
  })

function whenOf({ at, rule, timeZone, limitOf, after }: Schedule): string {
  if (rule !== null) return `${rule} ${timeZone ?? ''}`
  return at ?? (after === null ? `limit of ${limitOf ?? ''}` : `after ${after}`)
}

type Options = Parameters<Run<typeof SCHEDULE_ADD, HubContext>>[0]['options']
type Triggers = Pick<RequestBody<'changeSchedule'>, 'at' | 'rule' | 'timeZone' | 'limitOf' | 'after' | 'runs'>

/** Trigger and runs of the options, and the number of triggers among them. */
function triggersOf({ at, rule, zone, limit, after, runs }: Options): E.Either<string, readonly [Triggers, number]> {
  const time = timeIn(at ?? '')
  if (at !== undefined && Number.isNaN(time)) return E.left(`${at} is no time`)
  const triggers = {
    ...(at === undefined ? {} : { at: new Date(time).toISOString() }),
    ...(rule === undefined ? {} : { rule, timeZone: zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone }),
    ...(limit === undefined ? {} : { limitOf: limit }),
    ...(after === undefined ? {} : { after }),
    ...(runs === undefined ? {} : { runs }),
  }
  return E.right([triggers, [at, rule, limit, after].filter((trigger) => trigger !== undefined).length])
}

const ONE_TRIGGER = 'give one of --at, --rule, --limit and --after'

/** `penates schedule add`. */
export const addSchedule: Run<typeof SCHEDULE_ADD, HubContext> = async ({ args: { name, text }, options }, context) => {
  const triggers = triggersOf(options)
  if (E.isLeft(triggers)) return context.fail({ exit: 'usage', problem: triggers.left })
  const [trigger, count] = triggers.right
  if (count !== 1) return context.fail({ exit: 'usage', problem: ONE_TRIGGER })
  const prompt = await promptOf(text, context)
  if (E.isLeft(prompt)) return context.fail({ exit: 'usage', problem: prompt.left })
  const id = randomUUID()
  const body = { id, text: prompt.right, ...trigger }
  return answered(context, context.hub.client.addSchedule({ params: { name }, body }), ({ body: { schedules } }) =>
    printed(schedules, id, context),
  )
}

/** `penates schedule edit`. */
export const editSchedule: Run<typeof SCHEDULE_EDIT, HubContext> = async ({ args, options }, context) => {
  const triggers = triggersOf(options)
  if (E.isLeft(triggers)) return context.fail({ exit: 'usage', problem: triggers.left })
  const [trigger, count] = triggers.right
  if (count > 1) return context.fail({ exit: 'usage', problem: ONE_TRIGGER })
  if (args.text.length === 0 && Object.keys(trigger).length === 0)
    return context.fail({ exit: 'usage', problem: 'nothing to change: give words of a prompt, a trigger or --runs' })
  const prompt = args.text.length === 0 ? E.right(null) : await promptOf(args.text, context)
  if (E.isLeft(prompt)) return context.fail({ exit: 'usage', problem: prompt.left })
  const body = { ...(prompt.right === null ? {} : { text: prompt.right }), ...trigger }
  return withSchedule(args.id, context, ({ id }) =>
    answered(context, context.hub.client.changeSchedule({ params: { id }, body }), ({ body: { schedules } }) =>
      printed(schedules, id, context),
    ),
  )
}

/** `penates schedule run`. */
export const runSchedule: Run<typeof SCHEDULE_RUN, HubContext> = ({ args }, context) =>
  withSchedule(args.id, context, ({ id, name }) =>
    answered(context, context.hub.client.runSchedule({ params: { id } }), ({ body: { schedules } }) => {
      const run = schedules.find((schedule) => schedule.id === id)
      const outcome = run?.runs.at(-1)?.outcome ?? 'unknown'
      if (outcome !== 'queued')
        return context.fail({ exit: 'conflict', problem: `the prompt for ${name} is ${outcome}` })
      return context.print({ json: run, text: `Queued for ${name}.\n`, ids: [id] })
    }),
  )

/** `penates schedule rm`. */
export const removeSchedule: Run<typeof SCHEDULE_RM, HubContext> = ({ args }, context) =>
  withSchedule(args.id, context, (found) =>
    answered(context, context.hub.client.removeSchedule({ params: { id: found.id } }), () =>
      context.print({ json: found, text: `Removed the schedule of ${found.name}.\n`, ids: [found.id] }),
    ),
  )

function printed(schedules: ReadonlyArray<Schedule>, id: string, context: HubContext): ExitCode {
  const made = schedules.find((schedule) => schedule.id === id)
  const next = made?.dueAt ?? null
  const until = next === null ? '' : `: ${next}`
  return context.print({ json: made, text: `Scheduled for ${made?.name ?? ''}${until}.\n`, ids: [id] })
}

/** Uses the one schedule whose id begins with the text. */
const withSchedule = (
  text: string,
  context: HubContext,
  use: (found: Schedule) => Promise<ExitCode>,
): Promise<ExitCode> =>
  answered(context, context.hub.client.listSchedules(), ({ body: { schedules } }) => {
    const found = byPrefix(schedules, text, 'schedule')
    return E.isLeft(found) ? context.fail(found.left) : use(found.right)
  })
