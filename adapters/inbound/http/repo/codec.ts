import * as t from 'io-ts'
import type { RepoGlance } from '../../../../application/repo/read-glance.js'
import type { CommitHeader } from '../../../../domain/repo/commit.js'
import type { Branches } from '../../../../domain/repo/refs.js'
import type { FileDiff } from '../../../../domain/repo/file-diff.js'
import type { Head, PendingChanges, RepoSummary } from '../../../../domain/repo/work-tree.js'
import { nullable, integer } from '../../../../infrastructure/codec/codecs.js'
import {
  always,
  encodedBy,
  from,
  jsonOf,
  optional,
  within,
  type JsonCodec,
  type SourceOf,
} from '../../../../infrastructure/codec/json-of.js'
import { named } from '../../../../infrastructure/codec/schema.js'

const shownBranch = from(t.string, ({ branch }: Head) => branch ?? '(detached)')

/** Answer for a folder that lies in a repository, and for one that does not. */
export const inRepo = <C extends t.Mixed>(codec: C): JsonCodec<SourceOf<C> | null, t.TypeOf<C> | { isRepo: false }> =>
  encodedBy(t.union([t.strict({ isRepo: t.literal(false) }), codec]), (found: SourceOf<C> | null) =>
    found === null ? { isRepo: false as const } : (codec.encode(found) as t.TypeOf<C>),
  )

/** A file that differs, with its patch. */
export const FileJson = named(
  'FileDiff',
  jsonOf<FileDiff>()({
    path: t.string,
    status: t.keyof({ M: null, A: null, D: null, R: null, C: null, T: null, U: null, '?': null }),
    additions: integer,
    deletions: integer,
    binary: t.boolean,
    /**
     * True when the patch is too long to be shown. Also true for a deferred patch, for clients that do not read
     * `deferred`.
     */
    oversize: from(t.boolean, ({ oversize, deferred }) => oversize || deferred),
    /** True when the patch is sent only for a request that names this path alone. */
    deferred: t.boolean,
    diff: nullable(t.string),
    oldPath: optional(t.string),
  }),
)

/** Changes with the SHA-256 of each patch; `null` without one. */
export interface DigestedChanges extends Omit<PendingChanges, 'files'> {
  readonly files: ReadonlyArray<PendingChanges['files'][number] & { readonly digest: string | null }>
}

/** Changes of a work tree against its last commit. */
export const ChangesJson = inRepo(
  jsonOf<DigestedChanges, 'head'>()({
    isRepo: always(true),
    root: t.string,
    ...within<Head>()(({ head }: DigestedChanges) => head, {
      branch: shownBranch,
      ahead: nullable(integer),
      behind: nullable(integer),
    }),
    files: t.readonlyArray(
      t.intersection([
        FileJson,
        t.strict({
          category: t.keyof({ staged: null, unstaged: null, untracked: null }),
          /** SHA-256 of `diff`; `null` without one. */
          digest: nullable(t.string),
        }),
      ]),
    ),
    omitted: integer,
  }),
)

const HeaderJson = jsonOf<CommitHeader>()({
  sha: t.string,
  shortSha: t.string,
  /** Full ids, the first parent first; several for a merge. */
  parents: t.readonlyArray(t.string),
  subject: t.string,
  authorName: t.string,
  isoDate: t.string,
})

/** A page of a history. */
export const LogJson = named(
  'CommitLog',
  t.strict({
    commits: t.readonlyArray(t.intersection([HeaderJson, t.strict({ refs: t.readonlyArray(t.string) })])),
    hasMore: t.boolean,
  }),
)

/** Local and remote branches. */
export const BranchesJson = named(
  'Branches',
  jsonOf<Branches, 'originHead'>()({
    local: t.readonlyArray(
      t.strict({ name: t.string, current: t.boolean, upstream: t.string, ahead: integer, behind: integer }),
    ),
    remote: t.readonlyArray(t.strict({ name: t.string })),
  }),
)

/** A commit with what it changed. */
export const CommitJson = named(
  'Commit',
  t.intersection([HeaderJson, t.strict({ files: t.readonlyArray(FileJson), omitted: integer })]),
)

/** A repository in a list. */
export const SummaryJson = named(
  'RepositorySummary',
  jsonOf<RepoSummary>()({
    branch: shownBranch,
    dirty: t.boolean,
    ahead: nullable(integer),
    behind: nullable(integer),
  }),
)

/** A repository beside the name of a project. */
export const GlanceJson = jsonOf<RepoGlance | null, 'summary'>()({
  /** `null` where there is no repository. */
  status: from(nullable(SummaryJson), (glance) => glance?.summary ?? null),
  commits: from(
    t.readonlyArray(
      jsonOf<RepoGlance['commits'][number], 'age' | 'sha' | 'shortSha' | 'parents' | 'authorName'>()({
        hash: from(t.string, ({ shortSha }) => shortSha),
        subject: t.string,
        relDate: from(t.string, ({ age }) => age),
        isoDate: t.string,
      }),
    ),
    (glance) => glance?.commits ?? [],
  ),
})

/** Id under which discarded content is stored. */
export const DiscardedJson = t.strict({ id: t.string })

/** Path of a file that was written again. */
export const RestoredJson = t.strict({ path: t.string })

/** Id of a new commit. */
export const CommittedJson = t.strict({ sha: t.string, shortSha: t.string })
