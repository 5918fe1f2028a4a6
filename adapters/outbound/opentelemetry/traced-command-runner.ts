import { basename } from 'node:path'
import * as E from 'fp-ts/lib/Either.js'
import type * as TE from 'fp-ts/lib/TaskEither.js'
import type { CommandRunner } from '../../../application/shared/command-runner.port.js'
import type { Unavailable } from '../../../application/shared/errors.js'
import type { Tracer } from '../../../application/shared/tracer.port.js'

/** Runs the same programs, each in a span of its own: its name, never its words, which may hold what people wrote. */
export function tracedCommandRunner(runner: CommandRunner, tracer: Tracer): CommandRunner {
  const traced =
    <A extends { readonly exitCode: number | null }>(
      program: string,
      task: TE.TaskEither<Unavailable, A>,
    ): TE.TaskEither<Unavailable, A> =>
    () =>
      tracer.span(`run ${basename(program)}`, { 'process.executable.name': basename(program) }, async (end) => {
        const ran = await task()
        if (E.isLeft(ran)) end('unavailable')
        else if (ran.right.exitCode !== null) end(null, { 'process.exit.code': ran.right.exitCode })
        return ran
      })
  return {
    run: (argv, options) => traced(argv[0], runner.run(argv, options)),
    runForBytes: (argv, options) => traced(argv[0], runner.runForBytes(argv, options)),
  }
}
