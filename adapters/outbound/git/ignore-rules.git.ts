import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { IgnoreRules } from '../../../application/files/ignore-rules.port.js'
import { unavailable, type Unavailable } from '../../../application/shared/errors.js'
import { findRepository } from '../../../infrastructure/git/find-repository.js'
import { gitCommand } from './git-command.js'
import type { GitDeps } from './git-deps.js'

/** Ignore rules evaluated by git, which reads all files that contain rules. */
export function gitIgnoreRules(deps: GitDeps): IgnoreRules {
  const ask = gitCommand(deps)
  return {
    ignored: (folder, names) =>
      pipe(
        TE.fromTask(() => findRepository(folder)),
        TE.flatMap((place): TE.TaskEither<Unavailable, ReadonlySet<string>> => {
          if (place === null || names.length === 0) return TE.right(new Set())
          // A colon at the start would have its own meaning. gitglossary(7), pathspec
          const start = `./${place.prefix}`
          const input = names.map((name) => `${start}${name}\0`).join('')
          return pipe(
            ask(place, ['check-ignore', '-z', '--stdin'], { input, isPathLoose: true }),
            TE.flatMapEither(({ exitCode, stdout, stderr }) =>
              // 1: nothing is ignored. git-check-ignore(1), EXIT STATUS
              exitCode === 0 || exitCode === 1
                ? E.right(namesIn(stdout, start))
                : E.left(unavailable('git', stderr.trim())),
            ),
          )
        }),
      ),
  }
}

const namesIn = (stdout: Uint8Array, start: string): ReadonlySet<string> =>
  new Set(
    new TextDecoder()
      .decode(stdout)
      .split('\0')
      .filter((path) => path !== '')
      .map((path) => path.slice(start.length)),
  )
