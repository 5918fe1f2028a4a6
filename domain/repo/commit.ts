import * as E from 'fp-ts/lib/Either.js'
import type { brand } from '../shared/brand.js'
import { invalidCommitId, type InvalidCommitId } from './errors.js'
import type { FileDiff } from './file-diff.js'

/** How a person names a commit: 4 to 40 hexadecimal digits in lower case, or all 64 of a SHA-256 repository. */
export type CommitId = string & { readonly [brand]: 'CommitId' }

export function parseCommitId(raw: string): E.Either<InvalidCommitId, CommitId> {
  return /^(?:[0-9a-f]{4,40}|[0-9a-f]{64})$/.test(raw) ? E.right(raw as CommitId) : E.left(invalidCommitId)
}

export interface CommitHeader {
  readonly sha: string
  /** Full ids, the first parent first; none for the first commit of a history, several for a merge. */
  readonly parents: ReadonlyArray<string>
  /** First paragraph of the message on one line. */
  readonly subject: string
  readonly authorName: string
  /** When it was written, with the author's own offset: `2026-03-01T08:00:00+01:00`. */
  readonly isoDate: string
}

export interface LoggedCommit extends CommitHeader {
  /** Branches and tags that point here; see `decorations`. */
  readonly refs: ReadonlyArray<string>
}

/** Which part of a history, newest first. */
export interface LogPage {
  /** 0 is an empty page. */
  readonly limit: number
  readonly skip: number
  /** Only what was committed before this; in the words that git understands. `null`: all. */
  readonly before: string | null
}

export interface LoggedCommits {
  readonly commits: ReadonlyArray<LoggedCommit>
  /** Whether there are more behind this page. */
  readonly hasMore: boolean
}

/** A commit and what it changed against its first parent; the first of a history against nothing. */
export interface CommitChanges extends CommitHeader {
  readonly files: ReadonlyArray<FileDiff>
  /** How many more files it changed. */
  readonly omitted: number
}

/** So many digits name one object in all but the largest repositories, and more than seven fit no list. */
const SHORT_SHA_DIGITS = 10

export const shortSha = (sha: string): string => sha.slice(0, SHORT_SHA_DIGITS)

/** What a date can be at most, in seconds; a commit may claim any. ECMAScript, Time Values. */
const MAX_SECONDS = 8.64e12

/** ISO 8601 with the offset, as git's own `%aI`. What is no number counts as 0. */
export function isoDate(seconds: number, offsetMinutes: number): string {
  const offset = Number.isFinite(offsetMinutes) && Math.abs(offsetMinutes) < 24 * 60 ? Math.trunc(offsetMinutes) : 0
  const known = Number.isFinite(seconds) ? seconds : 0
  const local = Math.min(Math.max(known + offset * 60, -MAX_SECONDS), MAX_SECONDS)
  const two = (value: number): string => String(value).padStart(2, '0')
  const hours = two(Math.trunc(Math.abs(offset) / 60))
  const zone = `${offset < 0 ? '-' : '+'}${hours}:${two(Math.abs(offset) % 60)}`
  return `${new Date(local * 1000).toISOString().replace(/\.\d{3}Z$/, '')}${zone}`
}

/** The first paragraph of a message, its lines joined by a blank. git-commit(1), DISCUSSION. */
export function subjectOf(message: string): string {
  const subject: string[] = []
  for (const raw of message.split('\n')) {
    const line = raw.trimEnd()
    if (line !== '') subject.push(line)
    else if (subject.length > 0) break
  }
  return subject.join(' ')
}
