import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { breaking, type Mutants } from './mutants.js'
import type { ServiceManagerHarness } from './service-manager.contract.js'

const broken = breaking<ServiceManagerHarness, 'manager'>('manager')

/** Broken managers of the service. */
export const serviceManagerMutants: Mutants<ServiceManagerHarness> = {
  'knows nothing of a service that was never installed': {
    'restarts what was never installed': broken(() => ({ restart: TE.right(undefined) })),
    'removes what was never installed': broken(({ remove }) => ({
      remove: pipe(
        remove,
        TE.map(() => true),
      ),
    })),
  },
  'runs it from its installation on, and as another process after it was installed again': {
    'does not run the service': broken(({ state }) => ({
      state: pipe(
        state,
        TE.map((now) => ({ ...now, pid: null })),
      ),
    })),
    'does not enable the service': broken(({ state }) => ({
      state: pipe(
        state,
        TE.map((now) => ({ ...now, isEnabled: false })),
      ),
    })),
    'installs once': broken(({ state, install }) => ({
      install: (spec) =>
        pipe(
          state,
          TE.flatMap((now) => (now.isInstalled ? TE.right({ file: '', notes: [] }) : install(spec))),
        ),
    })),
  },
  'starts it again as another process': {
    'does not restart': broken(() => ({ restart: TE.right(undefined) })),
  },
  'forgets it when it is removed': {
    'removes nothing': broken(() => ({ remove: TE.right(true) })),
    'does not tell what it removed': broken(({ remove }) => ({
      remove: pipe(
        remove,
        TE.map(() => false),
      ),
    })),
  },
}
