import * as E from 'fp-ts/lib/Either.js'
import type * as TE from 'fp-ts/lib/TaskEither.js'
import type { ClientFailure } from '../../http/client/call.js'
import type { HubContext } from '../context.js'
import type { ExitCode } from '../exit-codes.js'
import { explain } from './client-failure.js'

/** Runs a call and passes its answer to `then`. A failure is printed and ends the command. */
export async function answered<A>(
  { hub, fail }: HubContext,
  call: TE.TaskEither<ClientFailure, A>,
  then: (answer: A) => ExitCode | Promise<ExitCode>,
): Promise<ExitCode> {
  const answer = await call()
  return E.isLeft(answer) ? fail(explain(answer.left, hub)) : then(answer.right)
}
