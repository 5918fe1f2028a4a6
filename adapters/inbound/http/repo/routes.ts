import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { RepoFeature } from '../../../../application/repo/repo-feature.js'
import type { PendingChanges } from '../../../../domain/repo/work-tree.js'
import { sha256 } from '../../../../infrastructure/secrets/secrets.js'
import type { DigestedChanges } from './codec.js'
import { bind, type Binding } from '../routing/bind.js'
import { readable } from './readable.js'
import * as api from './api.js'

export const repoRoutes = (use: RepoFeature): ReadonlyArray<Binding> => [
  bind(api.readChanges, ({ params: { name }, query }) =>
    pipe(
      use.readChanges(name, query.path.filter(isPath), query.context, query.base),
      TE.map((changes) => changes && withDigests(changes)),
      readable,
    ),
  ),
  bind(api.readLog, ({ params: { name }, query: { limit, skip, before } }) =>
    readable(use.readLog(name, { limit, skip, before: dateIn(before) })),
  ),
  bind(api.readBranches, ({ params: { name } }) => readable(use.readBranches(name))),
  bind(api.readCommit, ({ params: { name, sha }, query }) =>
    readable(use.readCommit(name, sha, query.path.filter(isPath), query.context)),
  ),
  bind(api.stageChanges, ({ params: { name }, body }) => readable(use.stageChanges(name, body.paths.filter(isPath)))),
  bind(api.unstageChanges, ({ params: { name }, body }) =>
    readable(use.unstageChanges(name, body.paths.filter(isPath))),
  ),
  bind(api.stageHunk, ({ params: { name }, body }) => readable(use.stageHunk(name, body))),
  bind(api.unstageHunk, ({ params: { name }, body }) => readable(use.unstageHunk(name, body))),
  bind(api.discardChange, ({ params: { name }, body: { path, category, digest, hunk } }) =>
    pipe(
      readable(use.discardChange(name, { path, category, digest: digest ?? null, hunk })),
      TE.map((id) => ({ id })),
    ),
  ),
  bind(api.restoreDiscarded, ({ params: { name, id } }) =>
    pipe(
      readable(use.restoreDiscarded(name, id)),
      TE.map((path) => ({ path })),
    ),
  ),
  bind(api.commitStaged, ({ params: { name }, body: { message, paths } }) =>
    readable(use.commitStaged(name, message, paths ?? null)),
  ),
  bind(api.readGlance, ({ params: { id } }) => readable(use.readGlance(id))),
]

const withDigests = ({ files, ...changes }: PendingChanges): DigestedChanges => ({
  ...changes,
  files: files.map((file) => ({ ...file, digest: file.diff === null ? null : sha256(file.diff) })),
})

/** A path cannot contain NUL and cannot be passed to a program with one. */
const isPath = (text: string): boolean => text !== '' && !text.includes('\0')

const dateIn = ([text = '']: ReadonlyArray<string>): string | null => (isPath(text) ? text : null)
