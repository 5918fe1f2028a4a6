import { basename } from 'node:path'
import * as E from 'fp-ts/lib/Either.js'
import type { CommandRunner } from '../../../application/shared/command-runner.port.js'
import type { Unavailable } from '../../../application/shared/errors.js'
import type { Tracer } from '../../../application/shared/tracer.port.js'
import { aroundMembers } from '../../../infrastructure/metrics/around-members.js'

/** Runs the same programs, each in its own span: its name, never its words, which may hold what people wrote. */
export const tracedCommandRunner = (runner: CommandRunner, tracer: Tracer): CommandRunner =>
  aroundMembers(runner, [], (task, [argv]) => {
    const program = basename((argv as readonly [string, ...string[]])[0])
    return () =>
      tracer.span(`run ${program}`, { 'process.executable.name': program }, async (end) => {
        const answer = await task()
        const ran = answer as E.Either<Unavailable, { readonly exitCode: number | null }>
        if (E.isLeft(ran)) end('unavailable')
        else if (ran.right.exitCode !== null) end(null, { 'process.exit.code': ran.right.exitCode })
        return answer
      })
  })
