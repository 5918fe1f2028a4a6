import { randomUUID } from 'node:crypto'
import * as E from 'fp-ts/lib/Either.js'
import type { ResponseBody } from '../../http/client/bodies.js'
import type { HubContext } from '../context.js'
import type { Run } from '../description.js'
import type { SCHEDULE_ADD, SCHEDULE_LS, SCHEDULE_RM } from '../descriptions/prompts.js'
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

/** `penates schedule add`. */
export const addSchedule: Run<typeof SCHEDULE_ADD, HubContext> = async ({ args: { name, text }, options }, context) => {
  const { at, rule, zone, limit, after, runs } = options
  if ([at, rule, limit, after].filter((trigger) => trigger !== undefined).length !== 1)
    return context.fail({ exit: 'usage', problem: 'give one of --at, --rule, --limit and --after' })
  const time = Date.parse(at ?? '')
  if (at !== undefined && Number.isNaN(time)) return context.fail({ exit: 'usage', problem: `${at} is no time` })
  const prompt = await promptOf(text, context)
  if (E.isLeft(prompt)) return context.fail({ exit: 'usage', problem: prompt.left })
  const id = randomUUID()
  const body = {
    ...{ id, text: prompt.right },
    ...(at === undefined ? {} : { at: new Date(time).toISOString() }),
    ...(rule === undefined ? {} : { rule, timeZone: zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone }),
    ...(limit === undefined ? {} : { limitOf: limit }),
    ...(after === undefined ? {} : { after }),
    ...(runs === undefined ? {} : { runs }),
  }
  return answered(context, context.hub.client.addSchedule({ params: { name }, body }), ({ body: { schedules } }) => {
    const made = schedules.find((schedule) => schedule.id === id)
    const next = made?.dueAt ?? null
    return context.print({
      json: made,
      text: next === null ? `Scheduled for ${name}.\n` : `Scheduled for ${name}: ${next}.\n`,
      ids: [id],
    })
  })
}

/** `penates schedule rm`. */
export const removeSchedule: Run<typeof SCHEDULE_RM, HubContext> = ({ args }, context) =>
  answered(context, context.hub.client.listSchedules(), ({ body: { schedules } }) => {
    const found = byPrefix(schedules, args.id, 'schedule')
    if (E.isLeft(found)) return context.fail(found.left)
    const { id, name } = found.right
    return answered(context, context.hub.client.removeSchedule({ params: { id } }), () =>
      context.print({ json: found.right, text: `Removed the schedule of ${name}.\n`, ids: [id] }),
    )
  })
