import * as TE from 'fp-ts/lib/TaskEither.js'
import { unavailable } from '../../application/shared/errors.js'
import type { HookScriptsHarness } from './hook-scripts.contract.js'
import { breaking, type Mutants } from './mutants.js'

const scripts = breaking<HookScriptsHarness, 'scripts'>('scripts')

/** Broken scripts of hooks. */
export const hookScriptsMutants: Mutants<HookScriptsHarness> = {
  'names five absolute paths, before the scripts are there too': {
    'names one path for all': scripts(({ paths: { gate } }) => ({
      paths: { argsCheck: gate, gate, report: gate, statusLine: gate, plugin: gate },
    })),
    'names relative paths': scripts(({ paths }) => ({ paths: { ...paths, gate: 'gate.mjs' } })),
  },
  'installs the scripts, also over older ones': {
    'installs nothing': scripts(() => ({ install: TE.right(undefined) })),
    'fails over older ones': scripts(({ install }) => {
      let isFirst = true
      return {
        install: () => {
          const installing = isFirst ? install : TE.left(unavailable('mutant', 'there are some'))
          isFirst = false
          return installing()
        },
      }
    }),
  },
  'removes the scripts, also when there are none': {
    'removes nothing': scripts(() => ({ remove: TE.right(undefined) })),
    'fails without scripts': scripts(({ remove }) => {
      let isFirst = true
      return {
        remove: () => {
          const removing = isFirst ? remove : TE.left(unavailable('mutant', 'there are none'))
          isFirst = false
          return removing()
        },
      }
    }),
  },
}
