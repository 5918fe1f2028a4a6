import * as E from 'fp-ts/lib/Either.js'
import type * as TE from 'fp-ts/lib/TaskEither.js'
import { z } from 'zod'
import { explain } from '../cli/hub/client-failure.js'
import type { Failure } from '../cli/output.js'
import type { ClientFailure } from '../http/client/call.js'
import type { ToolContext } from './ask-person.js'

/** Tool of the MCP server. Its rights are those of the token that the hub was connected with. */
export interface Tool<Input extends z.ZodRawShape = z.ZodRawShape> {
  readonly title: string
  readonly description: string
  readonly input: Input
  /** True for a tool that changes nothing. */
  readonly isReader: boolean
  /** Resolves to a value that is shown as JSON. */
  readonly run: (input: z.infer<z.ZodObject<Input>>, context: ToolContext) => Promise<E.Either<Failure, unknown>>
}

/** Keeps the type of the input for `run`. */
export const tool = <Input extends z.ZodRawShape>(described: Tool<Input>): Tool => described as unknown as Tool

export const sessionName = z.string().min(1).max(200).describe('Name of the session, as list_sessions shows it')

/** Body of an answer, or an explanation of the failure. */
export async function bodyOf<Body, A>(
  { hub }: ToolContext,
  call: TE.TaskEither<ClientFailure, { readonly body: Body }>,
  read: (body: Body) => A,
): Promise<E.Either<Failure, A>> {
  const answer = await call()
  return E.isLeft(answer) ? E.left(explain(answer.left, hub)) : E.right(read(answer.right.body))
}
