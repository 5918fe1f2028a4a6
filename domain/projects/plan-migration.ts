import * as E from 'fp-ts/lib/Either.js'
import { nothingToMigrate, type NothingToMigrate } from './errors.js'
import { joinLines, splitLines } from './plan-lines.js'
import { outlineOf } from './plan-outline.js'
import { parsePlan, type PlanItem } from './plan.js'

/** What becomes of a `ROADMAP.md` that still holds ideas, now that the board does. */
export interface PlanMigration {
  /** Items of its backlog, for the board. */
  readonly ideas: ReadonlyArray<PlanItem>
  /** The rest of it, for `CHANGELOG.md`. */
  readonly text: string
}

/** Refuses a text that is no plan of ours: without any of the three sections it is somebody else's roadmap. */
export function migrateRoadmap(text: string): E.Either<NothingToMigrate, PlanMigration> {
  const lines = splitLines(text)
  const { sections } = outlineOf(lines)
  const { released, dev, backlog } = sections
  if (released === undefined && dev === undefined && backlog === undefined) return E.left(nothingToMigrate)
  const rest = backlog === undefined ? lines : [...lines.slice(0, backlog.headingAt), ...lines.slice(backlog.endAt)]
  return E.right({ ideas: parsePlan(text).backlog, text: joinLines(rest) })
}

/** A `.gitignore` that no longer leaves the plan document out, under either name. */
export function migrateIgnoreFile(text: string): string {
  const lines = splitLines(text).filter((line) => !/^\/?ROADMAP\.md[ \t]*$/.test(line.text))
  return joinLines(
    lines.map((line) => ({ ...line, text: line.text.replace(/^(!\/?)ROADMAP\.md([ \t]*)$/, '$1CHANGELOG.md$2') })),
  )
}
