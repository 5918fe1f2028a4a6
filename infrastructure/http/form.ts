import type { IncomingMessage } from 'node:http'
import type { Readable } from 'node:stream'
import type { Busboy } from '@fastify/busboy'
import { guarded } from '../guard/guard.js'

/** A file of a form as it arrives. */
export interface FormFile {
  readonly _tag: 'file'
  /** As its sender calls it, without folders; `''` when it does not. */
  readonly name: string
  /** To be read before the next part is asked for; what is left of it then is passed over. Throws when it is cut short. */
  readonly bytes: AsyncIterable<Uint8Array>
}

/** How a form ended: whole, with bytes that are no form, by its sender leaving, or by having too many parts. */
export interface FormEnd {
  readonly _tag: 'end'
  readonly how: 'whole' | 'malformed' | 'cut' | 'too-many-parts'
}

/** A form of files. Nothing is taken from the connection before its parts are asked for, nor faster than they are read. */
export interface Form {
  /** The files in their order, then the end, once. Other fields are passed over. */
  readonly parts: () => AsyncIterable<FormFile | FormEnd>
}

/** Fields count too: a form of ours has one part for each file. */
const MAX_PARTS = 1_000
/** For what is passed over anyway. */
const FIELD_BYTES = 1_024
/** Of one part: its name, its type and little else. */
const MAX_PART_HEADERS = 20
const PART_HEADER_BYTES = 16 * 1024

/** RFC 2046, section 5.1.1: 1 to 70 characters. */
const BOUNDARY = /;\s*boundary\s*=\s*("[^"]{1,70}"|[^\s;"]{1,70}(?=[\s;]|$))/i

/** The form that a request carries, or why it carries none: no `multipart/form-data`, or no usable boundary. */
export async function formOf(request: IncomingMessage): Promise<Form | 'no-form' | 'bad-boundary'> {
  const type = request.headers['content-type'] ?? ''
  if (!/^multipart\/form-data\s*(;|$)/i.test(type)) return 'no-form'
  if (!BOUNDARY.test(type)) return 'bad-boundary'
  const { Busboy } = await import('@fastify/busboy')
  return {
    parts: () =>
      partsOf(
        request,
        new Busboy({
          headers: { 'content-type': type },
          limits: {
            parts: MAX_PARTS,
            fieldSize: FIELD_BYTES,
            headerPairs: MAX_PART_HEADERS,
            headerSize: PART_HEADER_BYTES,
          },
        }),
      ),
  }
}

interface Arrived {
  readonly name: string
  readonly stream: Readable
}

async function* partsOf(
  request: IncomingMessage,
  parser: InstanceType<typeof Busboy>,
): AsyncGenerator<FormFile | FormEnd, void, undefined> {
  const waiting: Arrived[] = []
  const state: { current: Readable | null; end: FormEnd['how'] | null; wake: () => void } = {
    current: null,
    end: null,
    wake: () => undefined,
  }
  const finish = (how: FormEnd['how']): void => {
    state.end ??= how
    if (how !== 'whole')
      for (const stream of [state.current, ...waiting.map((file) => file.stream)]) stream?.destroy(broken)
    state.wake()
  }
  const onClose = guarded('form', () => {
    if (!request.complete) finish('cut')
  })

  const end = (how: FormEnd['how']) => guarded('form', () => finish(how))
  parser.on(
    'file',
    guarded('form', (_field: string, stream: Readable, name: string | undefined) => {
      stream.on('error', () => undefined) // the reader of the stream gets the error
      waiting.push({ name: name ?? '', stream })
      state.wake()
    }),
  )
  parser.on('partsLimit', end('too-many-parts'))
  parser.on('error', end('malformed'))
  parser.on('finish', end('whole'))
  request.once('close', onClose)
  request.pipe(parser)

  try {
    for (;;) {
      const next = waiting.shift()
      if (next !== undefined) {
        state.current = next.stream
        yield { _tag: 'file', name: next.name, bytes: next.stream.iterator({ destroyOnReturn: false }) }
        next.stream.resume()
        state.current = null
      } else if (state.end !== null) {
        yield { _tag: 'end', how: state.end }
        return
      } else {
        await new Promise<void>((resolve) => {
          state.wake = resolve
        })
      }
    }
  } finally {
    request.off('close', onClose)
    request.unpipe(parser)
    parser.destroy()
  }
}

const broken = new Error('the form ended in the middle of a file')
