import { pipe } from 'fp-ts/lib/function.js'
import * as T from 'fp-ts/lib/Task.js'
import type { GuardedFoldersHarness } from './guarded-folders.contract.js'
import { breaking, type Mutants } from './mutants.js'

const broken = breaking<GuardedFoldersHarness, 'places'>('places')
type Call = Parameters<GuardedFoldersHarness['places']['leadsInto']>[0]
const pathOf = ({ input }: Call): string => (typeof input['file_path'] === 'string' ? input['file_path'] : '')
const blindTo = (isMissed: (call: Call) => boolean) =>
  broken(({ leadsInto, ...rest }) => ({
    ...rest,
    leadsInto: (call) => (isMissed(call) ? T.of(false) : leadsInto(call)),
  }))
const commandOf = ({ input }: Call): string => (typeof input['command'] === 'string' ? input['command'] : '')
const SEARCH = 'counts what a search reaches below its folder, and the folder of the session where it names none'

/** Broken guards of places. */
export const guardedFoldersMutants: Mutants<GuardedFoldersHarness> = {
  'finds every way into a guarded place': {
    'guards nothing': broken((real) => ({ ...real, leadsInto: () => T.of(false) })),
    'follows no link': blindTo((call) => /^(link|out)\//.test(pathOf(call))),
    'does not expand ~': blindTo((call) => pathOf(call).startsWith('~')),
    'compares paths as they are written': blindTo((call) => pathOf(call).includes('..')),
    'leaves out files that are not there yet': blindTo((call) => pathOf(call).endsWith('not-there-yet')),
    'does not read URLs': blindTo((call) => pathOf(call).startsWith('file:')),
  },
  'lets other paths alone': {
    'guards everything': broken((real) => ({ ...real, leadsInto: () => T.of(true) })),
    'guards what begins like a guarded place': broken(({ leadsInto, ...rest }) => ({
      ...rest,
      leadsInto: (call) =>
        pipe(
          leadsInto(call),
          T.map((leads) => leads || pathOf(call).includes('.penates')),
        ),
    })),
  },
  [SEARCH]: {
    'leaves out searches': blindTo(({ tool }) => tool === 'Grep' || tool === 'Glob'),
    'searches nothing where no folder is named': blindTo(({ input }) => !('path' in input)),
  },
  'takes the words of a shell command for paths, with all below them': {
    'takes no word for a path': blindTo(({ tool }) => tool === 'Bash'),
  },
  'follows the folders that a command goes through': {
    'stays in the folder of the session': blindTo((call) => commandOf(call).startsWith('cd .. && cd ..')),
    'goes no way that an option names': blindTo((call) => commandOf(call).includes('-C')),
    'leaves out the folder that a command starts in': blindTo((call) => commandOf(call) === 'rg secret'),
  },
  'finds paths inside of words and texts': {
    'splits no word': blindTo((call) => commandOf(call).includes('@')),
    'reads no document': blindTo((call) => commandOf(call).includes('<<')),
    'decodes nothing': blindTo((call) => commandOf(call).includes('%')),
  },
  'looks for paths in every text of a tool that it does not know': {
    'looks under keys for paths alone': blindTo(({ tool }) => tool === 'mcp__x__run'),
    'reads no patch': blindTo(({ tool }) => tool === 'apply_patch'),
  },
  'tells the real places that a call names': {
    'names no place': broken((real) => ({ ...real, realPathsOf: () => T.of([]) })),
    'leaves links in': broken((real) => ({
      ...real,
      realPathsOf: (call) => (pathOf(call).startsWith('link') ? T.of([pathOf(call)]) : real.realPathsOf(call)),
    })),
    'takes the root for an unknown folder': broken((real) => ({
      ...real,
      realPathsOf: (call) => real.realPathsOf({ ...call, cwd: call.cwd ?? '/' }),
    })),
  },
  'takes a relative path for guarded while the folder of the session is unknown': {
    'takes the root for an unknown folder': broken(({ leadsInto, ...rest }) => ({
      ...rest,
      leadsInto: (call) => leadsInto({ ...call, cwd: call.cwd ?? '/' }),
    })),
  },
}
