import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { folderExists, folderUnreadable, notBrowsable } from '../../domain/files/browse-errors.js'
import type { FolderBrowserHarness } from './folder-browser.contract.js'
import { breaking, type Mutants } from './mutants.js'

const broken = breaking<FolderBrowserHarness, 'browser'>('browser')
const naming = (change: (names: ReadonlyArray<string>) => ReadonlyArray<string>) =>
  broken(({ list }) => ({
    list: (path, hidden) =>
      pipe(
        list(path, hidden),
        TE.map((folder) => ({ ...folder, names: change(folder.names) })),
      ),
  }))

/** Broken browsers of folders. */
export const folderBrowserMutants: Mutants<FolderBrowserHarness> = {
  'lists folders as people sort them: no files, no links, no dots unless they are asked for': {
    'sorts by bytes': naming((names) => [...names].sort()),
    'lists hidden folders always': broken(({ list }) => ({ list: (path) => list(path, true) })),
    'lists hidden folders never': broken(({ list }) => ({ list: (path) => list(path, false) })),
    'lists links': naming((names) => [...names, 'link']),
  },
  'tells a folder of a repository by .git in it or above it, up to the root': {
    'looks into the folder only': broken(({ list }) => ({
      list: (path, hidden) =>
        pipe(
          list(path, hidden),
          TE.map((folder) => ({ ...folder, isRepository: folder.isRepository && path.endsWith('shop') })),
        ),
    })),
    'takes every folder for one of a repository': broken(({ list }) => ({
      list: (path, hidden) =>
        pipe(
          list(path, hidden),
          TE.map((folder) => ({ ...folder, isRepository: true })),
        ),
    })),
  },
  'follows a link as long as it stays in the roots, and takes a root that is one': {
    'follows no link': broken(({ list }) => ({
      list: (path, hidden) => (path.includes('link') ? TE.left(notBrowsable(path)) : list(path, hidden)),
    })),
  },
  'says nothing of what lies outside: neighbours of a like name, links out, whether it is there or not': {
    'takes a neighbour of a like name for a part of the root': broken(({ list }, { root }) => ({
      list: (path, hidden) =>
        path.startsWith(root) && !path.includes('/out')
          ? list(path.replace('root-2', 'root'), hidden)
          : list(path, hidden),
    })),
    'reports what is missing outside': broken(({ list }) => ({
      list: (path, hidden) =>
        path.endsWith('none') ? TE.left(folderUnreadable(path, 'not-found')) : list(path, hidden),
    })),
    'makes folders outside': broken(({ make }, { base }) => ({
      make: (folder) => (folder.parent === base ? TE.right(undefined) : make(folder)),
    })),
  },
  'says why a folder within the roots cannot be listed': {
    'lists nothing for a missing folder': broken(({ list }) => ({
      list: (path, hidden) =>
        pipe(
          list(path, hidden),
          TE.orElseW((error) =>
            error._tag === 'FolderUnreadable'
              ? TE.right({ names: [], isCut: false, isRepository: false })
              : TE.left(error),
          ),
        ),
    })),
  },
  'makes a folder, once, with a name of any kind': {
    'makes nothing': broken(({ make }) => {
      const made = new Set<string>()
      return {
        make: (folder) => {
          if (folder.name === 'file') return make(folder)
          if (made.has(folder.path)) return TE.left(folderExists(folder.path))
          made.add(folder.path)
          return TE.right(undefined)
        },
      }
    }),
    'makes a folder that is there': broken(({ make }) => ({
      make: (folder) =>
        pipe(
          make(folder),
          TE.orElseW((error) => (error._tag === 'FolderExists' ? TE.right(undefined) : TE.left(error))),
        ),
    })),
  },
  'makes the folders on the way, but none where a file is': {
    'makes no folders on the way': broken(({ list, make }) => ({
      make: (folder) =>
        pipe(
          list(folder.parent, true),
          TE.flatMap(() => make(folder)),
        ),
    })),
  },
}
