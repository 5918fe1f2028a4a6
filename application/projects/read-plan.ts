import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { parsePlan, type Plan } from '../../domain/projects/plan.js'
import type { Unavailable } from '../shared/errors.js'
import type { PlanFile } from './plan-document.port.js'
import type { ProjectsPorts } from './ports.js'

/** Content of a plan document, with the document's name and revision. */
export interface PlanReading {
  /** File that holds the plan. */
  readonly name: PlanFile['name']
  /** Revision of the text, for a change that must not overwrite another. */
  readonly rev: string
  /** Time of the last change: milliseconds since the epoch. */
  readonly mtimeMs: number
  /** Sections and items of the plan. */
  readonly plan: Plan
}

/** `null` where there is no plan document. */
export type ReadPlan = (folder: string) => TE.TaskEither<Unavailable, PlanReading | null>

/** Plans of so many folders are remembered; the one that was read longest ago goes first. */
const REMEMBERED = 1_000

export const readingOf = ({ name, rev, mtimeMs, text }: PlanFile): PlanReading => ({
  name,
  rev,
  mtimeMs,
  plan: parsePlan(text),
})

/** Reads plans; one whose document was not touched since is not read again. */
export function makeReadPlan({ planDocument }: Pick<ProjectsPorts, 'planDocument'>): ReadPlan {
  const remembered = new Map<string, { readonly stamp: string; readonly reading: PlanReading }>()

  const remember = (folder: string, stamp: string, reading: PlanReading): void => {
    remembered.delete(folder)
    remembered.set(folder, { stamp, reading })
    const [oldest] = remembered.keys()
    if (remembered.size > REMEMBERED && oldest !== undefined) remembered.delete(oldest)
  }

  /** Of a document that changes between the two steps, the new text is remembered under the old stamp: read again soon. */
  const readAnew = (folder: string, stamp: string): TE.TaskEither<Unavailable, PlanReading | null> =>
    pipe(
      planDocument.read(folder),
      TE.map((file) => (file === null ? null : readingOf(file))),
      TE.tapIO((reading) => () => {
        if (reading !== null) remember(folder, stamp, reading)
      }),
    )

  return (folder) =>
    pipe(
      planDocument.look(folder),
      TE.flatMap((stamp): TE.TaskEither<Unavailable, PlanReading | null> => {
        if (stamp === null) return TE.right(null)
        const known = remembered.get(folder)
        return known?.stamp === stamp ? TE.right(known.reading) : readAnew(folder, stamp)
      }),
    )
}
