import type * as TE from 'fp-ts/lib/TaskEither.js'
import type { SessionName } from '../../domain/sessions/session-name.js'
import type { LocateSessionError } from '../sessions/locate-session.js'
import type { RepoWriteFault } from './repo-writer.port.js'
import type { RepoSteps } from './ports.js'

export type StageChangesError = LocateSessionError | RepoWriteFault
/** Paths are relative to the root of the repository. */
export type StageChanges = (name: SessionName, paths: ReadonlyArray<string>) => TE.TaskEither<StageChangesError, void>

/** Puts files of a session's work tree into the index. */
export const makeStageChanges =
  ({ inWorkTree, writer }: Pick<RepoSteps, 'inWorkTree' | 'writer'>): StageChanges =>
  (name, paths) =>
    inWorkTree(name, (root) => writer.stage(root, paths))

/** Takes files of a session's work tree out of the index. */
export const makeUnstageChanges =
  ({ inWorkTree, writer }: Pick<RepoSteps, 'inWorkTree' | 'writer'>): StageChanges =>
  (name, paths) =>
    inWorkTree(name, (root) => writer.unstage(root, paths))
