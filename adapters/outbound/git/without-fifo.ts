import { stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { unavailable, type Unavailable } from '../../../application/shared/errors.js'
import type { RepositoryPaths } from '../../../infrastructure/git/find-repository.js'

/** Files that most commands of git open. gitrepository-layout(5), gitignore(5), gitattributes(5). */
const openedIn = ({ root, gitFolder, commonFolder }: RepositoryPaths): ReadonlyArray<string> => [
  ...['HEAD', 'index', 'config.worktree'].map((name) => join(gitFolder, name)),
  ...['HEAD', 'config', 'packed-refs', 'shallow', 'info/exclude', 'info/attributes'].map((name) =>
    join(commonFolder, name),
  ),
  ...['.gitignore', '.gitattributes'].map((name) => join(root, name)),
]

/** Fails where one of the files is a FIFO: git would wait for its other end until its time limit. */
export const withoutFifo = (place: RepositoryPaths): TE.TaskEither<Unavailable, void> =>
  pipe(
    TE.fromTask(async () => {
      const files = openedIn(place)
      const found = await Promise.all(files.map((file) => stat(file).catch(() => null)))
      return files.find((_, index) => found[index]?.isFIFO())
    }),
    TE.flatMap((fifo) => (fifo === undefined ? TE.right(undefined) : TE.left(unavailable('git', textOf(fifo))))),
  )

const textOf = (fifo: string): string => `${basename(fifo)} is a FIFO`
