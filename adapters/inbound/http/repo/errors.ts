import type { CommitNotFound, InvalidCommitId } from '../../../../domain/repo/errors.js'
import type { ErrorRows } from '../routing/error-row.js'

/** Git, or the folder it was to read, failed us. */
export interface RepoUnreadable {
  readonly _tag: 'RepoUnreadable'
  readonly detail: string
}
export const repoUnreadable = (detail: string): RepoUnreadable => ({ _tag: 'RepoUnreadable', detail })

export type RepoError = CommitNotFound | InvalidCommitId | RepoUnreadable

export const REPO_ROWS = {
  CommitNotFound: { status: 404, text: 'Commit not found' },
  InvalidCommitId: { status: 400, text: 'Invalid sha' },
  RepoUnreadable: {
    status: 500,
    text: 'The repository could not be read',
    more: ({ detail }) => ({ message: detail, detail }),
  },
} satisfies ErrorRows<RepoError>
