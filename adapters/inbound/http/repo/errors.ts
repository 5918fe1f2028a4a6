import type * as errors from '../../../../domain/repo/errors.js'
import type { ErrorRows } from '../routing/error-row.js'

/** Git, or the folder it was to read, failed us. */
export interface RepoUnreadable {
  readonly _tag: 'RepoUnreadable'
  readonly detail: string
}
export const repoUnreadable = (detail: string): RepoUnreadable => ({ _tag: 'RepoUnreadable', detail })

export type RepoError =
  | errors.ChangeOutdated
  | errors.CommitNotFound
  | errors.DiscardNotFound
  | errors.GitRefused
  | errors.InvalidCommitId
  | errors.NotARepository
  | RepoUnreadable

export const REPO_ROWS = {
  ChangeOutdated: {
    status: 409,
    text: 'The files have changed meanwhile',
    more: ({ path }) => (path === null ? {} : { path }),
  },
  CommitNotFound: { status: 404, text: 'Commit not found' },
  DiscardNotFound: { status: 404, text: 'Discarded content not found' },
  GitRefused: { status: 409, text: 'Git refused the change', more: ({ detail }) => ({ detail }) },
  InvalidCommitId: { status: 400, text: 'Invalid sha' },
  NotARepository: { status: 409, text: 'The folder is in no git repository' },
  RepoUnreadable: {
    status: 500,
    text: 'The repository could not be read',
    more: ({ detail }) => ({ message: detail, detail }),
  },
} satisfies ErrorRows<RepoError>
