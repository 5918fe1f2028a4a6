import { randomBytes } from 'node:crypto'
import { dirname, join } from 'node:path'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { AgentSettings } from '../../../../application/hooks/agent-settings.port.js'
import type { CommandResult, CommandRunner } from '../../../../application/shared/command-runner.port.js'
import { unavailable, type Unavailable } from '../../../../application/shared/errors.js'
import { REFUSALS } from './refusals.js'

const NEW_FILE_MODE = '600'

/**
 * Settings in the folder of a coding CLI of another account, read and written by programs that run as that account: its
 * links lead no further than it could go by itself, and the file belongs to it. `runner` runs as that account.
 */
export function accountAgentSettings(runner: CommandRunner, folder: string, name = 'settings.json'): AgentSettings {
  const file = join(folder, name)
  const refused = (detail: string, cause?: unknown): Unavailable => unavailable('settings', `${file}: ${detail}`, cause)
  const changed = () => refused(REFUSALS.changed)
  const ran = (argv: readonly [string, ...string[]], input?: string): TE.TaskEither<Unavailable, CommandResult> =>
    pipe(
      runner.run(argv, input === undefined ? {} : { input }),
      TE.mapLeft(({ detail, cause }) => refused(detail, cause)),
    )
  const succeeded = (argv: readonly [string, ...string[]], input?: string): TE.TaskEither<Unavailable, string> =>
    pipe(
      ran(argv, input),
      TE.filterOrElse(
        ({ exitCode }) => exitCode === 0,
        ({ stderr }) => refused(stderr.trim()),
      ),
      TE.map(({ stdout }) => stdout),
    )

  const textOf = (path: string): TE.TaskEither<Unavailable, string | null> =>
    pipe(
      ran(['test', '-e', path]),
      TE.flatMap(({ exitCode }) => (exitCode === 0 ? bytesOf(path) : TE.right(null))),
    )
  const bytesOf = (path: string): TE.TaskEither<Unavailable, string> =>
    pipe(
      runner.runForBytes(['cat', '--', path]),
      TE.mapLeft(({ detail, cause }) => refused(detail, cause)),
      TE.filterOrElse(
        ({ exitCode, isCut }) => exitCode === 0 && !isCut,
        ({ stderr }) => refused(stderr.trim()),
      ),
      TE.flatMap(({ stdout }) =>
        TE.tryCatch(
          () => Promise.resolve(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(stdout)),
          (thrown) => refused('it is not UTF-8', thrown),
        ),
      ),
    )

  /** A link stays a link; what it leads to is replaced, and keeps its mode. */
  const put = (
    target: string,
    isNew: boolean,
    before: string | null,
    after: string,
  ): TE.TaskEither<Unavailable, void> => {
    const fresh = `${target}.${randomBytes(8).toString('hex')}.tmp`
    return pipe(
      // Created empty and private, so that other users cannot read the content in the meantime.
      succeeded(['install', '--mode', NEW_FILE_MODE, '/dev/null', fresh]),
      TE.flatMap(() => succeeded(['tee', '--', fresh], after)),
      TE.flatMap(() => (isNew ? TE.right('') : succeeded(['chmod', `--reference=${target}`, '--', fresh]))),
      TE.flatMap(() => succeeded(['sync', '--', fresh])),
      TE.flatMap(() => textOf(target)),
      TE.filterOrElse((now) => now === before, changed),
      TE.flatMap(() => succeeded(['mv', '--no-target-directory', '--', fresh, target])),
      TE.tapError(() => TE.orElse(() => TE.right(''))(succeeded(['rm', '-f', '--', fresh]))),
      TE.map(() => undefined),
    )
  }

  /** Refuses a file that the account may not write: another one could be renamed over it, which its owner did not want. */
  const writable = (path: string): TE.TaskEither<Unavailable, string> =>
    pipe(
      ran(['test', '-w', path]),
      TE.filterOrElse(
        ({ exitCode }) => exitCode === 0,
        () => refused(REFUSALS.readOnly),
      ),
      TE.map(() => path),
    )

  /** A link is removed, not what it leads to. */
  const remove = (before: string | null): TE.TaskEither<Unavailable, void> =>
    pipe(
      textOf(file),
      TE.filterOrElse((now) => now === before, changed),
      TE.flatMap(() => (before === null ? TE.right(file) : writable(file))),
      TE.flatMap(() => succeeded(['rm', '--', file])),
      TE.map(() => undefined),
    )

  /** Refuses a link to a file that is not there, or that the account cannot reach: the new file would replace the link. */
  const newFile: TE.TaskEither<Unavailable, string> = pipe(
    ran(['test', '-h', file]),
    TE.filterOrElse(
      ({ exitCode }) => exitCode !== 0,
      () => refused(REFUSALS.leadsNowhere),
    ),
    TE.map(() => file),
  )

  const write = (before: string | null, after: string): TE.TaskEither<Unavailable, void> =>
    pipe(
      succeeded(['mkdir', '--parents', '--', dirname(file)]),
      TE.flatMap(() => (before === null ? newFile : succeeded(['realpath', '--zero', '--', file]))),
      TE.map((target) => target.replace(/\0$/, '')),
      TE.flatMap((target) => (before === null ? TE.right(target) : writable(target))),
      TE.flatMap((target) => put(target, before === null, before, after)),
    )

  return {
    file,
    read: textOf(file),
    replace: (before, after) => (after === null ? remove(before) : write(before, after)),
  }
}
