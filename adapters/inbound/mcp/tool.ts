import type { Tool as ListedTool } from '@modelcontextprotocol/sdk/types.js'
import * as E from 'fp-ts/lib/Either.js'
import type * as TE from 'fp-ts/lib/TaskEither.js'
import type * as t from 'io-ts'
import { textOf } from '../../../infrastructure/codec/codecs.js'
import { decode } from '../../../infrastructure/codec/decode.js'
import { schemaOf, withSchema } from '../../../infrastructure/codec/schema.js'
import { closed } from '../../../infrastructure/codec/unknown-paths.js'
import { explain } from '../cli/hub/client-failure.js'
import type { Failure } from '../cli/output.js'
import type { ClientFailure } from '../http/client/call.js'
import type { ToolContext } from './ask-person.js'

/** Tool of the MCP server. Its rights are those of the token that the hub was connected with. */
export interface Tool {
  /** Description for clients, without its name. */
  readonly listed: Omit<ListedTool, 'name'>
  /** Decodes the input; resolves to a value that is shown as JSON. */
  readonly call: (given: unknown, context: ToolContext) => Promise<E.Either<Failure, unknown>>
}

/** Tool with an input of the hub's codecs. Values that the input does not name are ignored. */
export function tool<Input extends t.Mixed>({
  title,
  description,
  input,
  isReader,
  run,
}: {
  readonly title: string
  readonly description: string
  readonly input: Input
  /** True for a tool that changes nothing. */
  readonly isReader: boolean
  readonly run: (input: t.TypeOf<Input>, context: ToolContext) => Promise<E.Either<Failure, unknown>>
}): Tool {
  const { additionalProperties: _, properties = {}, ...schema } = closed(schemaOf(input))
  const described = properties as Readonly<Record<string, object>>
  const annotations = { readOnlyHint: isReader, openWorldHint: false }
  return {
    listed: { title, description, annotations, inputSchema: { ...schema, type: 'object', properties: described } },
    call: async (given, context) => {
      const read = decode<t.TypeOf<Input>>(input, given)
      if (E.isRight(read)) return run(read.right, context)
      const wrong = read.left.at.map((path) => `${path}, ${JSON.stringify(described[path.split('.')[0] ?? ''])}`)
      return E.left({ problem: `the input is not valid: ${wrong.join('; ')}` })
    },
  }
}

/** The same codec, with its meaning for the caller of a tool and the value that is taken without one. */
export const described = <C extends t.Mixed>(description: string, codec: C, fallback?: t.TypeOf<C>): C =>
  withSchema(Object.create(codec) as C, {
    ...schemaOf(codec),
    description,
    ...(fallback === undefined ? {} : { default: fallback }),
  })

export const sessionName = described('Name of the session, as list_sessions shows it', textOf(1, 200))

/** Body of an answer, or an explanation of the failure. */
export async function bodyOf<Body, A>(
  { hub }: ToolContext,
  call: TE.TaskEither<ClientFailure, { readonly body: Body }>,
  read: (body: Body) => A,
): Promise<E.Either<Failure, A>> {
  const answer = await call()
  return E.isLeft(answer) ? E.left(explain(answer.left, hub)) : E.right(read(answer.right.body))
}
