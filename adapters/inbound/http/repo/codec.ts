import * as t from 'io-ts'
import type { RepoGlance } from '../../../../application/repo/read-glance.js'
import { shortSha, type CommitHeader } from '../../../../domain/repo/commit.js'
import type { FileDiff } from '../../../../domain/repo/file-diff.js'
import type { Head, PendingChanges, RepoSummary } from '../../../../domain/repo/work-tree.js'
import { nullable } from '../../../../infrastructure/codec/codecs.js'
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

const shownBranch = from(t.string, ({ branch }: Head) => branch ?? '(detached)')

/** Answer for a folder that lies in a repository, and for one that does not. */
export const inRepo = <C extends t.Mixed>(codec: C): JsonCodec<SourceOf<C> | null, t.TypeOf<C> | { isRepo: false }> =>
  encodedBy(t.union([t.strict({ isRepo: t.literal(false) }), codec]), (found: SourceOf<C> | null) =>
    found === null ? { isRepo: false as const } : (codec.encode(found) as t.TypeOf<C>),
  )

/** A file that differs, with its patch. */
export const FileJson = jsonOf<FileDiff>()({
  path: t.string,
  status: t.keyof({ M: null, A: null, D: null, R: null, C: null, T: null, U: null, '?': null }),
  additions: t.number,
  deletions: t.number,
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
})

/** Changes of a work tree against its last commit. */
export const ChangesJson = inRepo(
  jsonOf<PendingChanges>()({
    isRepo: always(true),
    root: t.string,
    ...within(({ head }: PendingChanges) => head, {
      branch: shownBranch,
      ahead: nullable(t.number),
      behind: nullable(t.number),
    }),
    files: t.readonlyArray(
      t.intersection([FileJson, t.strict({ category: t.keyof({ staged: null, unstaged: null, untracked: null }) })]),
    ),
    omitted: t.number,
  }),
)

const HeaderJson = jsonOf<CommitHeader>()({
  sha: t.string,
  shortSha: from(t.string, ({ sha }) => shortSha(sha)),
  /** Full ids, the first parent first; several for a merge. */
  parents: t.readonlyArray(t.string),
  subject: t.string,
  authorName: t.string,
  isoDate: t.string,
})

/** A page of a history. */
export const LogJson = t.strict({
  commits: t.readonlyArray(t.intersection([HeaderJson, t.strict({ refs: t.readonlyArray(t.string) })])),
  hasMore: t.boolean,
})

/** Local and remote branches. */
export const BranchesJson = t.strict({
  local: t.readonlyArray(
    t.strict({ name: t.string, current: t.boolean, upstream: t.string, ahead: t.number, behind: t.number }),
  ),
  remote: t.readonlyArray(t.strict({ name: t.string })),
})

/** A commit with what it changed. */
export const CommitJson = t.intersection([
  HeaderJson,
  t.strict({ files: t.readonlyArray(FileJson), omitted: t.number }),
])

/** A repository in a list. */
export const SummaryJson = jsonOf<RepoSummary>()({
  branch: shownBranch,
  dirty: t.boolean,
  ahead: nullable(t.number),
  behind: nullable(t.number),
})

/** A repository beside the name of a project. */
export const GlanceJson = jsonOf<RepoGlance | null>()({
  /** `null` where there is no repository. */
  status: from(nullable(SummaryJson), (glance) => glance?.summary ?? null),
  commits: from(
    t.readonlyArray(
      jsonOf<RepoGlance['commits'][number]>()({
        hash: from(t.string, ({ sha }) => shortSha(sha)),
        subject: t.string,
        relDate: from(t.string, ({ age }) => age),
      }),
    ),
    (glance) => glance?.commits ?? [],
  ),
})
