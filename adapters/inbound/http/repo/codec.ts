import * as t from 'io-ts'
import { shortSha, type CommitChanges, type CommitHeader, type LoggedCommit } from '../../../../domain/repo/commit.js'
import type { RepoGlance } from '../../../../application/repo/read-glance.js'
import type { FileDiff } from '../../../../domain/repo/file-diff.js'
import type { Branches } from '../../../../domain/repo/refs.js'
import { relativeDate } from '../../../../domain/repo/relative-date.js'
import type { PendingChange, PendingChanges } from '../../../../domain/repo/work-tree.js'
import type { Instant } from '../../../../domain/shared/instant.js'
import { nullable } from '../../../../infrastructure/codec/codecs.js'

/** A file that differs, with its patch. */
export const FileJson = t.intersection([
  t.strict({
    path: t.string,
    status: t.keyof({ M: null, A: null, D: null, R: null, C: null, T: null, U: null, '?': null }),
    additions: t.number,
    deletions: t.number,
    binary: t.boolean,
    /**
     * True when the patch is too long to be shown. Also true for a deferred patch, for clients that do not read
     * `deferred`.
     */
    oversize: t.boolean,
    /** True when the patch is sent only for a request that names this path alone. */
    deferred: t.boolean,
    diff: nullable(t.string),
  }),
  t.partial({ oldPath: t.string }),
])
export type FileJson = t.TypeOf<typeof FileJson>

const ChangeJson = t.intersection([
  FileJson,
  t.strict({ category: t.keyof({ staged: null, unstaged: null, untracked: null }) }),
])

const NoRepoJson = t.strict({ isRepo: t.literal(false) })

/** Changes of a work tree against its last commit. */
export const ChangesJson = t.union([
  NoRepoJson,
  t.strict({
    isRepo: t.literal(true),
    root: t.string,
    branch: t.string,
    ahead: nullable(t.number),
    behind: nullable(t.number),
    files: t.readonlyArray(ChangeJson),
    omitted: t.number,
  }),
])

const HeaderJson = t.strict({
  sha: t.string,
  shortSha: t.string,
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

/** A repository beside the name of a project. */
export const GlanceJson = t.strict({
  /** `null` where there is no repository. */
  status: nullable(
    t.strict({ branch: t.string, dirty: t.boolean, ahead: nullable(t.number), behind: nullable(t.number) }),
  ),
  commits: t.readonlyArray(t.strict({ hash: t.string, subject: t.string, relDate: t.string })),
})

/** Branch name shown for a detached head. */
export const DETACHED = '(detached)'

export const fileJson = ({ path, oldPath, oversize, deferred, ...file }: FileDiff): FileJson => ({
  path,
  status: file.status,
  additions: file.additions,
  deletions: file.deletions,
  binary: file.binary,
  oversize: oversize || deferred,
  deferred,
  diff: file.diff,
  ...(oldPath === null ? {} : { oldPath }),
})

const changeJson = (change: PendingChange): t.TypeOf<typeof ChangeJson> => ({
  ...fileJson(change),
  category: change.category,
})

export const changesJson = (changes: PendingChanges | null): t.TypeOf<typeof ChangesJson> =>
  changes === null
    ? { isRepo: false }
    : {
        isRepo: true,
        root: changes.root,
        branch: changes.head.branch ?? DETACHED,
        ahead: changes.head.ahead,
        behind: changes.head.behind,
        files: changes.files.map(changeJson),
        omitted: changes.omitted,
      }

const headerJson = ({ sha, parents, subject, authorName, isoDate }: CommitHeader): t.TypeOf<typeof HeaderJson> => ({
  sha,
  shortSha: shortSha(sha),
  parents,
  subject,
  authorName,
  isoDate,
})

export const loggedJson = (commit: LoggedCommit): t.TypeOf<typeof LogJson>['commits'][number] => ({
  ...headerJson(commit),
  refs: commit.refs,
})

export const branchesJson = ({ local, remote }: Branches): t.TypeOf<typeof BranchesJson> => ({ local, remote })

export const commitJson = (commit: CommitChanges): t.TypeOf<typeof CommitJson> => ({
  ...headerJson(commit),
  files: commit.files.map(fileJson),
  omitted: commit.omitted,
})

export const glanceJson = (glance: RepoGlance | null, now: Instant): t.TypeOf<typeof GlanceJson> =>
  glance === null
    ? { status: null, commits: [] }
    : {
        status: { ...glance.summary, branch: glance.summary.branch ?? DETACHED },
        commits: glance.commits.map(({ sha, subject, isoDate }) => ({
          hash: shortSha(sha),
          subject,
          relDate: relativeDate(Date.parse(isoDate), now),
        })),
      }
