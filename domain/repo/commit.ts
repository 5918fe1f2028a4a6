import * as E from 'fp-ts/lib/Either.js'
import type { brand, Kind } from '../shared/brand.js'
import type { Instant } from '../shared/instant.js'
import { invalidCommitId, type InvalidCommitId } from './errors.js'
import type { FileDiff } from './file-diff.js'

/** Commit id as typed: 4 to 40 hexadecimal digits in lower case, or all 64 of a SHA-256 repository. */
export type CommitId = string & { readonly [brand]: 'CommitId' }

/** Full id of a commit: all of its hexadecimal digits. */
export type FullCommitId = Kind<'FullCommitId'>

/** Reads a full or shortened commit id in hex. */
export function parseCommitId(raw: string): E.Either<InvalidCommitId, CommitId> {
  return /^(?:[0-9a-f]{4,40}|[0-9a-f]{64})$/.test(raw) ? E.right(raw as CommitId) : E.left(invalidCommitId)
}

/** Commit without its changes. */
export interface CommitHeader {
  /** Id in hex. */
  readonly sha: FullCommitId
  /** Id as git shortens it: unique in the repository, at least as long as its setting `core.abbrev`. */
  readonly shortSha: string
  /** Full ids, the first parent first; empty for a root commit, several for a merge. */
  readonly parents: ReadonlyArray<FullCommitId>
  /** First paragraph of the message on one line. */
  readonly subject: string
  readonly authorName: string
  /** Author date with the author's own offset: `2026-03-01T08:00:00+01:00`. */
  readonly isoDate: string
}

/** Commit in a log. */
export interface LoggedCommit extends CommitHeader {
  /** Branches and tags that point to the commit; see `decorations`. */
  readonly refs: ReadonlyArray<string>
}

/** Page of a history, newest first. */
export interface LogPage {
  /** 0 yields an empty page. */
  readonly limit: number
  readonly skip: number
  /** Only commits before this date, in any format that git accepts; `null` for all. */
  readonly before: string | null
}

/** Page of a log. */
export interface LoggedCommits {
  /** Commits, newest first. */
  readonly commits: ReadonlyArray<LoggedCommit>
  /** True when more commits follow this page. */
  readonly hasMore: boolean
}

/** Commit with its changes against its first parent; a root commit against the empty tree. */
export interface CommitChanges extends CommitHeader {
  /** Changed files with their hunks. */
  readonly files: ReadonlyArray<FileDiff>
  /** Number of further changed files. */
  readonly omitted: number
}

/** Least digits of an id that git shortens by itself. */
const SHORT_SHA_DIGITS = 7

/** Shortened id where git was not asked. */
export const shortSha = (sha: string): string => sha.slice(0, SHORT_SHA_DIGITS)

/** Maximum of a date in seconds; a commit may contain any value. ECMAScript, Time Values. */
const MAX_SECONDS = 8.64e12

/** ISO 8601 with the offset, like git's `%aI`. Values that are not numbers count as 0. */
export function isoDate(seconds: number, offsetMinutes: number): string {
  const offset = Number.isFinite(offsetMinutes) && Math.abs(offsetMinutes) < 24 * 60 ? Math.trunc(offsetMinutes) : 0
  const known = Number.isFinite(seconds) ? seconds : 0
  const local = Math.min(Math.max(known + offset * 60, -MAX_SECONDS), MAX_SECONDS)
  const two = (value: number): string => String(value).padStart(2, '0')
  const hours = two(Math.trunc(Math.abs(offset) / 60))
  const zone = `${offset < 0 ? '-' : '+'}${hours}:${two(Math.abs(offset) % 60)}`
  return `${new Date(local * 1000).toISOString().replace(/\.\d{3}Z$/, '')}${zone}`
}

/** First paragraph of a message, its lines joined by spaces. git-commit(1), DISCUSSION. */
export function subjectOf(message: string): string {
  const subject: string[] = []
  for (const raw of message.split('\n')) {
    const line = raw.trimEnd()
    if (line !== '') subject.push(line)
    else if (subject.length > 0) break
  }
  return subject.join(' ')
}

const MINUTE_S = 60
const HOUR_MIN = 60
const DAY_H = 24
const YEAR_DAYS = 365

/** Age in the words of `git log --date=relative`. date.c of git. */
export function relativeDate(then: Instant, now: Instant): string {
  if (now < then) return 'in the future'
  const seconds = Math.floor((now - then) / 1000)
  if (seconds < 90) return ago(seconds, 'second')
  const minutes = Math.floor((seconds + 30) / MINUTE_S)
  if (minutes < 90) return ago(minutes, 'minute')
  const hours = Math.floor((minutes + 30) / HOUR_MIN)
  if (hours < 36) return ago(hours, 'hour')
  const days = Math.floor((hours + 12) / DAY_H)
  if (days < 14) return ago(days, 'day')
  if (days < 70) return ago(Math.floor((days + 3) / 7), 'week')
  if (days < YEAR_DAYS) return ago(Math.floor((days + 15) / 30), 'month')
  if (days >= 5 * YEAR_DAYS) return ago(Math.floor((days + 183) / YEAR_DAYS), 'year')
  const months = Math.floor((days * 12 * 2 + YEAR_DAYS) / (YEAR_DAYS * 2))
  const [years, rest] = [Math.floor(months / 12), months % 12]
  return rest === 0 ? ago(years, 'year') : `${counted(years, 'year')}, ${ago(rest, 'month')}`
}

const counted = (count: number, unit: string): string => `${count} ${unit}${count === 1 ? '' : 's'}`

const ago = (count: number, unit: string): string => `${counted(count, unit)} ago`
