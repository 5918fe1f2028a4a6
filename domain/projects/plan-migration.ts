import * as E from 'fp-ts/lib/Either.js'
import { nothingToMigrate, type NothingToMigrate } from './errors.js'
import { joinLines, splitLines } from './plan-lines.js'
import { outlineOf } from './plan-outline.js'
import { parsePlan, type PlanItem } from './plan.js'

/** Result of splitting a `ROADMAP.md` that still contains ideas, which are now cards on the board. */
export interface PlanMigration {
  /** Items of its backlog, to become cards. */
  readonly ideas: ReadonlyArray<PlanItem>
  /** Remaining text, for `CHANGELOG.md`. */
  readonly text: string
}

/**
 * Splits a roadmap. Fails when the text has none of the three sections, because it is then not a plan document of the
 * hub.
 */
export function migrateRoadmap(text: string): E.Either<NothingToMigrate, PlanMigration> {
  const lines = splitLines(text)
  const { sections } = outlineOf(lines)
  const { released, dev, backlog } = sections
  if (released === undefined && dev === undefined && backlog === undefined) return E.left(nothingToMigrate)
  const rest = backlog === undefined ? lines : [...lines.slice(0, backlog.headingAt), ...lines.slice(backlog.endAt)]
  return E.right({ ideas: parsePlan(text).backlog, text: joinLines(rest) })
}

/** `.gitignore` without the entries that exclude the plan document, under its old and its new name. */
export function migrateIgnoreFile(text: string): string {
  const lines = splitLines(text).filter((line) => !/^\/?ROADMAP\.md[ \t]*$/.test(line.text))
  return joinLines(
    lines.map((line) => ({ ...line, text: line.text.replace(/^(!\/?)ROADMAP\.md([ \t]*)$/, '$1CHANGELOG.md$2') })),
  )
}
