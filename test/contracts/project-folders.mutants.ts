import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { unavailable } from '../../application/shared/errors.js'
import { invalidProject } from '../../domain/projects/errors.js'
import type { FoundFolder } from '../../domain/projects/registry.js'
import { breaking, type Mutants } from './mutants.js'
import type { ProjectFoldersHarness } from './project-folders.contract.js'

const broken = breaking<ProjectFoldersHarness, 'folders'>('folders')
const listing = (change: (found: ReadonlyArray<FoundFolder>) => ReadonlyArray<FoundFolder>) =>
  broken(({ below }) => ({ below: (root) => pipe(below(root), TE.map(change)) }))
const LISTS = 'lists real folders directly below a root, sorted, and none of a root that is not there'

/** Broken readers of the folders of projects. */
export const projectFoldersMutants: Mutants<ProjectFoldersHarness> = {
  [LISTS]: {
    'lists nothing': listing(() => []),
    'does not sort': listing((found) => found.toReversed()),
    'fails for a missing root': broken(({ below }) => ({
      below: (root) => (root.endsWith('none') ? TE.left(unavailable('mutant', 'no root')) : below(root)),
    })),
    'lists hidden folders': broken(({ below }, { home }) => ({
      below: (root) =>
        pipe(
          below(root),
          TE.map((found) => [{ name: '.hidden', path: `${home}/code/.hidden` }, ...found]),
        ),
    })),
  },
  'tells where a folder really is, and null of one that is gone': {
    'follows no link': broken(() => ({ real: (path) => TE.right(path.endsWith('none') ? null : path) })),
    'returns the path of a folder that is gone': broken(({ real }) => ({
      real: (path) =>
        pipe(
          real(path),
          TE.map((found) => found ?? path),
        ),
    })),
  },
  'reads the branch of a repository in the folder itself': {
    'reads no branch': broken(() => ({ branch: () => TE.right(null) })),
    'reads the branch of the folder above': broken(({ branch }) => ({
      branch: (path) => branch(path.replace(/\/inner$/, '')),
    })),
  },
  'finds a folder by any spelling of its path': {
    'does not expand ~': broken(({ locate }) => ({
      locate: (path) => (path.startsWith('~') ? TE.left(invalidProject('path is not absolute')) : locate(path)),
    })),
    'returns a path as it is written': broken(({ locate }) => ({
      locate: (path) =>
        pipe(
          locate(path),
          TE.map((found) => ({ ...found, path })),
        ),
    })),
  },
  'refuses what is outside, whether it is there or not, and says of the rest why': {
    'reports what is missing outside': broken(({ locate }) => ({
      locate: (path) => (path.endsWith('none') ? TE.left(invalidProject('path does not exist')) : locate(path)),
    })),
    'takes a namesake for a folder below': broken(({ locate }, { home }) => ({
      locate: (path) => (path.startsWith(`${home}-`) ? locate(home) : locate(path)),
    })),
    'gives one reason for every folder': broken(({ locate }) => ({
      locate: (path) =>
        pipe(
          locate(path),
          TE.mapLeft((error) => (error._tag === 'InvalidProject' ? invalidProject('path does not exist') : error)),
        ),
    })),
  },
}
