import type { HubClient } from '../../../http/client/hub-client.js'
import type { Asking, FileContent } from './asking.js'
import type { Answer } from './hub.js'

type BodyOf<Name extends 'readChanges' | 'readLog' | 'readBranches' | 'readCommit'> = Extract<
  Awaited<ReturnType<ReturnType<HubClient[Name]>>>,
  { readonly _tag: 'Right' }
>['right']['body']

/** What a work tree has that its last commit has not; or that there is no repository. */
export type RepoChanges = BodyOf<'readChanges'>
export type RepoLog = BodyOf<'readLog'>
export type LoggedCommit = RepoLog['commits'][number]
export type RepoBranches = BodyOf<'readBranches'>
export type CommitChanges = BodyOf<'readCommit'>

/** Which files, all when there are none, and how many lines around a change. */
export interface PatchWish {
  readonly path?: ReadonlyArray<string>
  readonly context?: number
}

/** Far more than the lines of any file whose patch is still shown. */
export const WHOLE_FILE = 1_000_000

/** What the repository of a session is asked. Every call settles; none throws. */
export interface RepoHub {
  readonly changes: (session: string, wish?: PatchWish) => Promise<Answer<RepoChanges>>
  readonly log: (session: string, limit: number, skip: number) => Promise<Answer<RepoLog>>
  readonly branches: (session: string) => Promise<Answer<RepoBranches>>
  readonly commit: (session: string, sha: string, wish?: PatchWish) => Promise<Answer<CommitChanges>>
  /** `path`: absolute, `~/…`, or relative to the session's folder. */
  readonly file: (session: string, path: string) => Promise<Answer<FileContent>>
}

export function repoHub({ client, ask, file }: Asking): RepoHub {
  return {
    changes: (name, query = {}) => ask(client.readChanges({ params: { name }, query }), ({ body }) => body),
    log: (name, limit, skip) => ask(client.readLog({ params: { name }, query: { limit, skip } }), ({ body }) => body),
    branches: (name) => ask(client.readBranches({ params: { name } }), ({ body }) => body),
    commit: (name, sha, query = {}) => ask(client.readCommit({ params: { name, sha }, query }), ({ body }) => body),
    file: (name, path) =>
      file(`/api/sessions/${encodeURIComponent(name)}/file-content?${new URLSearchParams({ path }).toString()}`),
  }
}
