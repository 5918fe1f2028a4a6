import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { unavailable } from '../../application/shared/errors.js'
import type { ManagedSettingsHarness } from './managed-settings.contract.js'
import { breaking, type Mutants } from './mutants.js'

const broken = breaking<ManagedSettingsHarness, 'managed'>('managed')

/** Broken places for managed settings. */
export const managedSettingsMutants: Mutants<ManagedSettingsHarness> = {
  'holds what was written last, and nothing before and after': {
    'writes nothing': broken(() => ({ write: () => TE.right(undefined) })),
    'removes nothing': broken(() => ({ remove: TE.right(undefined) })),
    'writes once': broken(({ read, write }) => ({
      write: (text) =>
        pipe(
          read,
          TE.flatMap((now) => (now === null ? write(text) : TE.right(undefined))),
        ),
    })),
    'appends to what is there': broken(({ read, write }) => ({
      write: (text) =>
        pipe(
          read,
          TE.flatMap((now) => write(`${now ?? ''}${text}`)),
        ),
    })),
    'fails to remove what is not there': broken(({ read, remove }) => ({
      remove: pipe(
        read,
        TE.flatMap((now) => (now === null ? TE.left(unavailable('mutant', 'no file')) : remove)),
      ),
    })),
    'is empty instead of missing': broken(({ read }) => ({
      read: pipe(
        read,
        TE.map((text) => text ?? ''),
      ),
    })),
  },
}
