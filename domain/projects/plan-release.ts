import * as E from 'fp-ts/lib/Either.js'
import {
  invalidPlanEdit,
  planChanged,
  planIncomplete,
  planOrderUnsupported,
  type InvalidPlanEdit,
  type PlanChanged,
  type PlanIncomplete,
  type PlanOrderUnsupported,
} from './errors.js'
import { parseVersion } from './plan-action.js'
import { isNarrative, trimNarrative } from './narrative.js'
import type { PlanText } from './plan-edit.js'
import { readItem, versionHeading } from './plan-grammar.js'
import {
  endNear,
  insertLinesAfter,
  isBlankLine,
  joinLines,
  replaceLine,
  splitLines,
  trimBlankLines,
  type PlanLine,
} from './plan-lines.js'
import { lastLineOf, outlineOf, type Outline, type PlanSpan } from './plan-outline.js'

/** Version to close and version to develop next; both without `v`. */
export interface PlanRelease {
  readonly releaseVersion: string
  readonly newDevVersion: string
  /** Markdown without surrounding line breaks; may be empty. */
  readonly narrative: string
}

export type ReleasePlanError = PlanChanged | PlanIncomplete | PlanOrderUnsupported

type Lines = ReadonlyArray<PlanLine>

/** Reads a release request. */
export function parseRelease(raw: Readonly<Record<string, unknown>>): E.Either<InvalidPlanEdit, PlanRelease> {
  const releaseVersion = parseVersion(raw['releaseVersion'], 'release-version')
  if (E.isLeft(releaseVersion)) return releaseVersion
  const newDevVersion = parseVersion(raw['newDevVersion'], 'dev-version')
  if (E.isLeft(newDevVersion)) return newDevVersion
  const narrative = raw['narrative'] ?? ''
  return typeof narrative === 'string' && isNarrative(narrative)
    ? E.right({
        releaseVersion: releaseVersion.right,
        newDevVersion: newDevVersion.right,
        narrative: trimNarrative(narrative),
      })
    : E.left(invalidPlanEdit('bad-narrative'))
}

/**
 * Closes a version. Done items move from In Development to Released, open items stay. The former content of Released
 * moves to the changelog entry of its version. `day` is the date of the new entry. No content is lost.
 */
export function releasePlan(
  document: PlanText,
  release: PlanRelease,
  { docRev, day }: { readonly docRev: string | null; readonly day: string },
): E.Either<ReleasePlanError, string> {
  if (docRev !== null && docRev !== document.rev) return E.left(planChanged(document.rev))
  const lines = splitLines(document.text)
  const outline = outlineOf(lines)
  const { released, dev, changelog } = outline.sections
  if (released === undefined) return E.left(planIncomplete('released'))
  if (dev === undefined) return E.left(planIncomplete('dev'))
  if (changelog === undefined) return E.left(planIncomplete('changelog'))
  if (released.headingAt > dev.headingAt || dev.headingAt > changelog.headingAt) return E.left(planOrderUnsupported)

  const open = openLines(lines, outline, dev)
  const stays = new Set(open)
  const done = bodyOf(lines, dev).filter((line) => !stays.has(line))
  const entry = [
    `### v${release.releaseVersion} — ${day}`,
    ...(release.narrative === '' ? [] : ['', release.narrative]),
  ]
  // Edits from the end to the beginning, so that earlier positions stay valid.
  const withEntry = enter(
    lines,
    changelog,
    entry.flatMap((text) => text.split('\n')),
  )
  const archived = archive(withEntry, released.version ?? '', textsOf(trimBlankLines(bodyOf(lines, released))))
  const withDev = renewed(archived, 'dev', dev, release.newDevVersion, open)
  return E.right(joinLines(renewed(withDev, 'released', released, release.releaseVersion, done)))
}

const bodyOf = (lines: Lines, { headingAt, endAt }: PlanSpan): Lines => lines.slice(headingAt + 1, endAt)
const textsOf = (lines: Lines): ReadonlyArray<string> => lines.map(({ text }) => text)

/** Lines of the items that are not done. */
const openLines = (lines: Lines, outline: Outline, dev: PlanSpan): Lines =>
  dev.items
    .filter((at) => readItem(lines[at]?.text ?? '')?.done === false)
    .flatMap((at) => lines.slice(at, lastLineOf(lines, outline, at, dev.endAt) + 1))

/** Inserts an entry directly below the changelog heading, between blank lines. */
function enter(lines: Lines, { headingAt }: PlanSpan, entry: ReadonlyArray<string>): Lines {
  return insertLinesAfter(lines, headingAt, ['', ...entry, ...(isBlankOrNone(lines[headingAt + 1]) ? [] : [''])])
}

const isBlankOrNone = (line: PlanLine | undefined): boolean => line === undefined || isBlankLine(line)

/** Appends the content of a version to its changelog entry. A version without an entry gets one below the newest. */
function archive(lines: Lines, version: string, body: ReadonlyArray<string>): Lines {
  const { sections, isVerbatim } = outlineOf(lines)
  const { headingAt, endAt } = sections.changelog ?? { headingAt: 0, endAt: 0 }
  if (body.length === 0) return lines
  const entries = lines
    .map((_, at) => at)
    .slice(headingAt + 1, endAt)
    .filter((at) => !isVerbatim[at] && /^###[ \t]/.test(lines[at]?.text ?? ''))
  const own = entries.findIndex((at) => isEntryOf(version, lines[at]?.text ?? ''))
  const texts = own === -1 ? [`### v${version}`, '', ...body] : body
  const nextEntryAt = entries[(own === -1 ? 0 : own) + 1] ?? endAt
  const lastAt = lines.findLastIndex((line, at) => at < nextEntryAt && !isBlankLine(line))
  return insertLinesAfter(lines, lastAt, ['', ...texts, ...(isBlankOrNone(lines[lastAt + 1]) ? [] : [''])])
}

function isEntryOf(version: string, heading: string): boolean {
  const [, word = ''] = /^###[ \t]+\[?v?([^ \t\]]+)/i.exec(heading) ?? []
  return word.replace(/:$/, '') === version
}

/** Section with another version and body, between blank lines. */
function renewed(
  lines: Lines,
  name: 'released' | 'dev',
  { headingAt, endAt }: PlanSpan,
  version: string,
  body: Lines,
): Lines {
  const heading = versionHeading(name, version, lines[headingAt]?.text ?? '')
  const blank: PlanLine = { text: '', end: endNear(lines, headingAt) }
  const content = trimBlankLines(body)
  return [
    ...replaceLine(lines, headingAt, heading).slice(0, headingAt + 1),
    blank,
    ...content,
    ...(content.length === 0 ? [] : [blank]),
    ...lines.slice(endAt),
  ]
}
