import type { LoggedCommits } from '../../../domain/repo/commit.js'
import type { Branches } from '../../../domain/repo/refs.js'
import type { RepoStatus } from '../../../domain/repo/work-tree.js'

/** Requests to the reading process; see `RepoHistory`. */
export type ReadRequest =
  | { readonly _tag: 'status'; readonly directory: string }
  | { readonly _tag: 'branches'; readonly directory: string }
  | { readonly _tag: 'log'; readonly directory: string; readonly limit: number; readonly skip: number }

export interface Answers {
  readonly status: RepoStatus
  readonly branches: Branches
  readonly log: LoggedCommits
}

/** Request to the reading process. */
export interface RequestMessage {
  readonly id: number
  readonly question: ReadRequest
}

/** Messages of the process: libgit2 is loaded, or the outcome of a request. */
export type ResponseMessage =
  | { readonly _tag: 'ready' }
  | { readonly _tag: 'answered'; readonly id: number; readonly answer: Answers[ReadRequest['_tag']] }
  /** Git must answer instead. `lasting`: independent of other changes in the repository, so the refusal is cached. */
  | { readonly _tag: 'refused'; readonly id: number; readonly lasting: boolean }
