import { pipe } from 'fp-ts/lib/function.js'
import * as T from 'fp-ts/lib/Task.js'
import { breaking, type Mutants } from './mutants.js'
import type { SessionScopeHarness } from './session-scope.contract.js'

const broken = breaking<SessionScopeHarness, 'scope'>('scope')
const NEAREST = 'finds the nearest top above a folder'

/** Broken readers of the folders of a session. */
export const sessionScopeMutants: Mutants<SessionScopeHarness> = {
  'names the home folder, and the temporary one once it is there': {
    'has another home folder': broken(() => ({ home: '/' })),
    'names a temporary folder that is not there': broken((_scope, { temporary }) => ({ temporary: T.of(temporary) })),
    'names no temporary folder': broken(() => ({ temporary: T.of(null) })),
    'looks for the temporary folder once': broken(({ temporary }) => {
      let first: ReturnType<typeof temporary> | null = null
      return { temporary: () => (first ??= temporary()) }
    }),
  },
  [NEAREST]: {
    'finds no worktree': broken(() => ({ workTreeOf: () => T.of(null) })),
    'finds the outermost top': broken(({ workTreeOf }, { outer }) => ({
      workTreeOf: (folder) =>
        pipe(
          workTreeOf(folder),
          T.map((top) => top && outer),
        ),
    })),
    'finds a top for itself only': broken(({ workTreeOf }) => ({
      workTreeOf: (folder) =>
        pipe(
          workTreeOf(folder),
          T.map((top) => (top === folder ? top : null)),
        ),
    })),
  },
  'finds none for a namesake, for a folder above, and for a missing one elsewhere': {
    'takes a namesake for a folder below': broken(({ workTreeOf }, { outer }) => ({
      workTreeOf: (folder) => (folder.startsWith(outer) ? T.of(outer) : workTreeOf(folder)),
    })),
    'takes a folder above for one below': broken(({ workTreeOf }, { outer }) => ({
      workTreeOf: (folder) => (outer.startsWith(folder) ? T.of(outer) : workTreeOf(folder)),
    })),
  },
}
