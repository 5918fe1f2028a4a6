import type { FileEventsListener } from '../../application/files/file-events.port.js'
import type { FileEventsHarness } from './file-events.contract.js'
import { breaking, type Mutants } from './mutants.js'

const broken = breaking<FileEventsHarness, 'events'>('events')
const listening = (change: (listener: FileEventsListener) => Partial<FileEventsListener>) =>
  broken(({ watch }) => ({ watch: (root, listener) => watch(root, { ...listener, ...change(listener) }) }))
const missing = (isMissed: (path: string) => boolean) =>
  listening(({ changed }) => ({
    changed: (change) => {
      if (!isMissed(change.path)) changed(change)
    },
  }))

/** Broken watches of files. */
export const fileEventsMutants: Mutants<FileEventsHarness> = {
  'names the real path of a folder, and none for what is no folder': {
    'names every path': broken(() => ({ rootOf: (folder) => () => Promise.resolve(folder) })),
  },
  'says that all is watched': {
    'says that the root is gone': listening(({ covered }) => ({ covered: () => covered({ _tag: 'Gone' }) })),
  },
  'tells of a file that comes, is written and goes, at any depth': {
    'reports the top only': missing((path) => path.includes('/')),
    'reports every change as a rename': listening(({ changed }) => ({
      changed: (change) => changed({ ...change, type: 'rename' }),
    })),
    'reports absolute paths': broken(({ watch }) => ({
      watch: (root, listener) =>
        watch(root, {
          ...listener,
          changed: (change) => listener.changed({ ...change, path: `${root}/${change.path}` }),
        }),
    })),
  },
  'tells of what lies in folders that come later, also at once with them': {
    'does not watch folders that come later': missing((path) => path.startsWith('one/')),
  },
  'follows a folder to its new name, and tells nothing under the old one': {
    'does not follow a folder': missing((path) => path.startsWith('lib')),
    'reports under the former name too': listening(({ changed }) => ({
      changed: (change) => {
        changed(change)
        if (change.path.startsWith('lib/')) changed({ ...change, path: change.path.replace('lib', 'src') })
      },
    })),
  },
  'watches another folder that takes the place of one': {
    'stops watching a folder that was replaced': missing((path) => path === 'src/new.ts'),
  },
  'tells each of two who watch one root, and one of them on after the other has stopped': {
    'reports after the end of a subscription': broken(({ watch }) => ({
      watch: (root, listener) => {
        watch(root, listener)
        return () => undefined
      },
    })),
    'stops every watch of a root with one': broken(({ watch }) => {
      const stops: (() => void)[] = []
      return {
        watch: (root, listener) => {
          stops.push(watch(root, listener))
          return () => {
            stops.forEach((stop) => {
              stop()
            })
          }
        },
      }
    }),
  },
  'says that the root is gone, and watches it again when it is back': {
    'does not say that the root is gone': listening(({ covered }) => ({
      covered: (coverage) => {
        if (coverage._tag !== 'Gone') covered(coverage)
      },
    })),
  },
  'says so when there is no root to begin with': {
    'says that a missing root is watched': listening(({ covered }) => ({ covered: () => covered({ _tag: 'Whole' }) })),
  },
  'leaves out what an ignore list leaves out, from the moment on at which it is there': {
    'reports what an ignore list leaves out': (scene) => ({ ...scene, ignore: () => Promise.resolve() }),
  },
  'goes on for all after a listener threw': {
    'drops what a listener throws': listening(({ changed, covered }) => ({
      changed: (change) => {
        try {
          changed(change)
        } catch {
          return
        }
      },
      covered: (coverage) => {
        try {
          covered(coverage)
        } catch {
          return
        }
      },
    })),
  },
}
