import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { hubRuns } from '../../domain/server/archive-errors.js'
import { breaking, type Mutants } from './mutants.js'
import type { StateArchiveHarness } from './state-archive.contract.js'

const broken = breaking<StateArchiveHarness, 'archive'>('archive')
const RESTORED = { files: 2, keptAside: '/state.before-1' }

/** Broken archives of the state folder. */
export const stateArchiveMutants: Mutants<StateArchiveHarness> = {
  'brings everything back, and keeps aside what was there': {
    'restores nothing': broken(() => ({ restore: () => TE.right(RESTORED) })),
    'leaves files that the archive does not hold': (scene) => ({
      ...scene,
      archive: {
        ...scene.archive,
        restore: (file, mayReplace) => async () => {
          const restored = await scene.archive.restore(file, mayReplace)()
          await scene.put('new.json', 'new')
          return restored
        },
      },
    }),
    'drops the former state': broken(({ restore }) => ({
      restore: (file, mayReplace) =>
        pipe(
          restore(file, mayReplace),
          TE.map((restored) => ({ ...restored, keptAside: null })),
        ),
    })),
    'counts no files': broken(({ save }) => ({
      save: (file) =>
        pipe(
          save(file),
          TE.map(() => 0),
        ),
    })),
  },
  'replaces nothing unless it is told to': {
    'replaces the state unasked': broken(({ restore }) => ({ restore: (file) => restore(file, true) })),
    'saves over another archive': broken(({ save }) => ({
      save: (file) =>
        pipe(
          save(file),
          TE.orElseW((error) => (error._tag === 'PathTaken' ? TE.right(1) : TE.left(error))),
        ),
    })),
  },
  'takes nothing for an archive that is none': {
    'restores nothing from what is no archive': broken(({ restore }) => ({
      restore: (file, mayReplace) =>
        pipe(
          restore(file, mayReplace),
          TE.orElseW((error) => (error._tag === 'NoArchive' ? TE.right(RESTORED) : TE.left(error))),
        ),
    })),
  },
  'saves while a hub runs, and restores only when none does': {
    'restores while a hub runs': broken(({ restore }) => ({
      restore: (file, mayReplace) =>
        pipe(
          restore(file, mayReplace),
          TE.orElseW((error) => (error._tag === 'HubRuns' ? TE.right(RESTORED) : TE.left(error))),
        ),
    })),
    'saves only when no hub runs': (scene) => {
      let isRunning = false
      return {
        ...scene,
        run: async () => {
          isRunning = true
          await scene.run()
        },
        archive: {
          ...scene.archive,
          save: (file) => (isRunning ? TE.left(hubRuns(1) as never) : scene.archive.save(file)),
        },
      }
    },
  },
  'leaves out logs, models and locks': {
    'saves logs': (scene) => ({
      ...scene,
      put: (path, text) => scene.put(path.replace('logs/', ''), text),
    }),
  },
}
