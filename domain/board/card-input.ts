import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { badCard, type BadCard } from './errors.js'
import { PRIORITIES, STAGES, type CardId, type Origin, type Priority, type Stage } from './card.js'
import { isBranchName } from './names.js'
import type { ProjectId } from '../projects/project-id.js'
import type { BranchName } from '../repo/refs.js'
import type { Directory } from '../shared/brand.js'

/** Unvalidated request body. */
export type Raw = Readonly<Record<string, unknown>>

/** Values of a new card. */
export interface CardDraft {
  readonly projectId: ProjectId
  readonly title: string
  readonly stage: Stage
  readonly priority: Priority | null
  readonly notes: string | null
  readonly origin: Origin
  readonly theme: string | null
  readonly blockedBy: ReadonlyArray<CardId>
}

/** Changes to a card; absent keys leave the field as it is. */
export interface CardChanges {
  readonly title?: string
  readonly projectId?: ProjectId
  readonly priority?: Priority | null
  readonly theme?: string | null
  readonly sessionRef?: string | null
  readonly brainstormDoc?: string | null
  readonly notes?: string | null
  readonly branch?: BranchName | null
  readonly implementSummary?: string | null
  readonly worktreePath?: Directory | null
  readonly blockedBy?: ReadonlyArray<CardId>
  readonly stage?: Stage
  readonly order?: number
  readonly before?: CardId
  readonly after?: CardId
  readonly endSession?: true
}

/** True when the card may have a project that is not registered. */
export const allowsUnknownProject = (raw: Raw): boolean => raw['allowUnknownProject'] === true

const TITLE_MAX = 500
const TEXT_MAX = 500
const SUMMARY_MAX = 2_000
const PATH_MAX = 1_000
const THEME_MAX = 60
const BLOCKERS_MAX = 50
const ID_MAX = 100

const CONTROLS = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g

/** Cuts to `max` UTF-16 code units without splitting a surrogate pair. */
const cut = (text: string, max: number): string => {
  const kept = text.slice(0, max)
  return /[\ud800-\udbff]$/.test(kept) ? kept.slice(0, -1) : kept
}

/** Title on one line; `''` when no readable text is left. */
export const cleanTitle = (raw: string): string => cut(raw.replace(CONTROLS, ' ').trim(), TITLE_MAX).trim()

type Read<A> = (value: unknown) => E.Either<BadCard, A>

const title: Read<string> = (value) => {
  const clean = typeof value === 'string' ? cleanTitle(value) : ''
  return clean === '' ? E.left(badCard('bad-title')) : E.right(clean)
}

const projectId: Read<ProjectId> = (value) =>
  typeof value === 'string' && value !== '' ? E.right(cut(value, TEXT_MAX)) : E.left(badCard('bad-projectId'))

const stage: Read<Stage> = (value) => {
  const known = STAGES.find((one) => one === value)
  return known === undefined ? E.left(badCard('bad-stage')) : E.right(known)
}

const priority: Read<Priority | null> = (value) => {
  if (value === null) return E.right(null)
  const known = PRIORITIES.find((one) => one === value)
  return known === undefined ? E.left(badCard('bad-priority')) : E.right(known)
}

const text =
  (field: string, max = TEXT_MAX): Read<string | null> =>
  (value) => {
    if (value === null || value === '') return E.right(null)
    return typeof value === 'string' ? E.right(cut(value, max)) : E.left(badCard(`bad-${field}`))
  }

const theme: Read<string | null> = (value) => {
  if (value === null || value === '') return E.right(null)
  const isGood = typeof value === 'string' && value.length <= THEME_MAX && !/[{},]/.test(value)
  if (!isGood || value.search(CONTROLS) !== -1) return E.left(badCard('bad-theme'))
  return E.right(value.trim() === '' ? null : value.trim())
}

const branch: Read<BranchName | null> = (value) => {
  if (value === null || value === '') return E.right(null)
  return typeof value === 'string' && isBranchName(value) ? E.right(value) : E.left(badCard('bad-branch'))
}

const blockedBy: Read<ReadonlyArray<CardId>> = (value) => {
  const isGood =
    Array.isArray(value) &&
    value.length <= BLOCKERS_MAX &&
    value.every((id) => typeof id === 'string' && id !== '' && id.length <= ID_MAX)
  return isGood ? E.right([...new Set(value as ReadonlyArray<CardId>)]) : E.left(badCard('bad-blockedBy'))
}

const neighbour =
  (field: string): Read<CardId> =>
  (value) =>
    typeof value === 'string' && value !== '' ? E.right(value) : E.left(badCard(`bad-${field}`))

/** Reads the values of a new card. Returns the error of the first invalid field. */
export function readDraft(raw: Raw): E.Either<BadCard, CardDraft> {
  return pipe(
    E.Do,
    E.bind('projectId', () => projectId(raw['projectId'])),
    E.bind('title', () => title(raw['title'])),
    E.bind('stage', () => stage(raw['stage'] ?? 'idea')),
    E.bind('priority', () => priority(raw['priority'] ?? null)),
    E.bind('notes', () => text('notes')(raw['notes'] ?? null)),
    E.let('origin', (): Origin => (raw['origin'] === 'collab' ? 'collab' : 'solo')),
    E.bind('theme', () => theme(raw['theme'] ?? null)),
    E.bind('blockedBy', () => blockedBy(raw['blockedBy'] ?? [])),
  )
}

/** Parsers of the fields, in the order of validation. */
const CHANGES: { readonly [K in keyof CardChanges]-?: Read<CardChanges[K]> } = {
  title,
  projectId,
  priority,
  theme,
  sessionRef: text('sessionRef'),
  brainstormDoc: text('brainstormDoc'),
  notes: text('notes'),
  branch,
  implementSummary: text('implementSummary', SUMMARY_MAX),
  worktreePath: text('worktreePath', PATH_MAX),
  blockedBy,
  stage,
  order: (value) => E.right(value as number),
  before: neighbour('before'),
  after: neighbour('after'),
  endSession: () => E.right(true),
}

/** Invalid values that are ignored instead of refused. */
const isIgnored: { readonly [Field in keyof CardChanges]?: (value: unknown) => boolean } = {
  title: (value) => typeof value !== 'string',
  stage: (value) => typeof value !== 'string',
  order: (value) => !Number.isFinite(value),
  endSession: (value) => value !== true,
}

/** Reads the changes to a card. Returns the error of the first invalid field. */
export function readChanges(raw: Raw): E.Either<BadCard, CardChanges> {
  const changes: Record<string, unknown> = {}
  for (const field of Object.keys(CHANGES) as ReadonlyArray<keyof CardChanges>) {
    const value = raw[field]
    if (value === undefined || isIgnored[field]?.(value) === true) continue
    const read = CHANGES[field](value)
    if (E.isLeft(read)) return read
    changes[field] = read.right
  }
  return E.right(changes)
}

/** Fields that the card's agent may write itself. */
const CALLBACK_FIELDS: ReadonlySet<string> = new Set(['brainstormDoc', 'branch', 'implementSummary', 'stage'])

export const isCallback = (changes: CardChanges): boolean =>
  Object.keys(changes).every((field) => CALLBACK_FIELDS.has(field)) &&
  (changes.stage === undefined || changes.stage === 'review')
