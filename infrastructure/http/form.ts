import type { IncomingMessage } from 'node:http'
import type { Readable } from 'node:stream'
import type { Busboy } from '@fastify/busboy'
import { guarded } from '../guard/guard.js'

/** File part of a form, available while it arrives. */
export interface FormFile {
  readonly _tag: 'file'
  /** File name as sent, without folders; `''` when there is none. */
  readonly name: string
  /** Has to be read before the next part is requested; the unread rest is skipped. Throws when the form is cut off. */
  readonly bytes: AsyncIterable<Uint8Array>
}

/** End of a form: complete, malformed, cut off by the client, or with too many parts. */
export interface FormEnd {
  readonly _tag: 'end'
  readonly how: 'whole' | 'malformed' | 'cut' | 'too-many-parts'
}

/** Multipart form of files. Data is read from the connection only on demand. */
export interface Form {
  /** Yields the files in order, then the end, once. Other fields are skipped. */
  readonly parts: () => AsyncIterable<FormFile | FormEnd>
}

/** Maximum number of parts, fields included; a form of the client has one part per file. */
const MAX_PARTS = 1_000
/** Limit for fields, which are skipped. */
const FIELD_BYTES = 1_024
/** Limits of the headers of one part: its name, its type and little else. */
const MAX_PART_HEADERS = 20
const PART_HEADER_BYTES = 16 * 1024

/** RFC 2046, section 5.1.1: 1 to 70 characters. */
const BOUNDARY = /;\s*boundary\s*=\s*("[^"]{1,70}"|[^\s;"]{1,70}(?=[\s;]|$))/i

/** Form of a request. Returns `no-form` for another content type and `bad-boundary` for an unusable boundary. */
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
