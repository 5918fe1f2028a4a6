import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { unavailable } from '../../application/shared/errors.js'
import type { IgnoreRulesHarness } from './ignore-rules.contract.js'
import { breaking, type Mutants } from './mutants.js'

const broken = breaking<IgnoreRulesHarness, 'rules'>('rules')

/** Broken readers of ignore rules. */
export const ignoreRulesMutants: Mutants<IgnoreRulesHarness> = {
  'names ignored paths, also below the top and with any characters': {
    'ignores nothing': broken(() => ({ ignored: () => TE.right(new Set()) })),
    'ignores everything': broken(() => ({ ignored: (_folder, names) => TE.right(new Set(names)) })),
    'ignores what begins like an ignored name': broken(({ ignored }) => ({
      ignored: (folder, names) =>
        pipe(
          ignored(folder, names),
          TE.map((found) => new Set(names.filter((name) => [...found].some((one) => one.startsWith(name))))),
        ),
    })),
    'splits names at line ends': broken(({ ignored }) => ({
      ignored: (folder, names) =>
        ignored(
          folder,
          names.flatMap((name) => name.split('\n')),
        ),
    })),
    'reads the rules of the top only': broken(({ ignored }, { repository }) => ({
      ignored: (folder, names) => (folder === repository ? ignored(folder, names) : TE.right(new Set())),
    })),
  },
  'names nothing of nothing, where nothing is left out, and outside a repository': {
    'is unavailable outside a repository': broken(({ ignored }, { elsewhere }) => ({
      ignored: (folder, names) =>
        folder === elsewhere ? TE.left(unavailable('mutant', 'no repository')) : ignored(folder, names),
    })),
    'has the same rules everywhere': broken(({ ignored }, { repository }) => ({
      ignored: (_folder, names) => ignored(repository, names),
    })),
  },
}
