import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { Unavailable } from '../../../application/shared/errors.js'
import type { RepositoryPaths } from '../../../infrastructure/git/find-repository.js'
import { output, type GitWriter } from './git-writer.js'
import { HEADS, ORIGIN, refFiles, type RefRow } from './ref-files.js'

/** Lists the branches and those of `origin` from files, and runs git where the files are not sufficient. */
export const listRefs = (git: GitWriter, place: RepositoryPaths): TE.TaskEither<Unavailable, ReadonlyArray<RefRow>> =>
  pipe(
    TE.fromTask(() => refFiles(place)),
    TE.flatMap((files) => (files === null ? askForRefs(git, place) : TE.right(files))),
  )

/** Lists them as git reports them. */
export const askForRefs = (
  { ask }: GitWriter,
  { root }: RepositoryPaths,
): TE.TaskEither<Unavailable, ReadonlyArray<RefRow>> =>
  pipe(
    ask(root, ['for-each-ref', '--format=%(refname)%00%(objectname)%00%(symref)%00%(HEAD)', HEADS, ORIGIN]),
    TE.flatMapEither(output),
    TE.map(readRows),
  )

/** A ref a line: no name of a ref has a newline or a NUL in it. */
const readRows = (text: string): ReadonlyArray<RefRow> =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const [name = '', id = '', symref = '', head] = line.split('\0')
      return { name, id, symref: symref === '' ? null : symref, isHead: head === '*' }
    })
