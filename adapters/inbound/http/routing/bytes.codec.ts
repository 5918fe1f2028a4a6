import * as t from 'io-ts'
import { withSchema } from '../../../../infrastructure/codec/schema.js'

/** Marks an answer that is no JSON: the hub sends content, a client reads a `Blob`. */
export interface BytesCodec extends t.Type<Blob, Blob> {
  readonly carries: 'bytes'
}

/** Marks a body that is a form of files: a client sends `FormData`, the hub reads a `Form`. */
export interface FormCodec extends t.Type<FormData, FormData> {
  readonly carries: 'form'
}

/** Marks a body that is bytes of one media type: a client sends a `Blob`, the hub reads its bytes. */
export interface MediaCodec extends t.Type<Blob, Blob> {
  readonly carries: 'media'
  readonly mediaType: string
}

/** Marks an answer that has no end: the hub writes it, a client reads a `ReadableStream`. */
export interface StreamCodec extends t.Type<ReadableStream<Uint8Array>, ReadableStream<Uint8Array>> {
  readonly carries: 'stream'
  readonly mediaType: string
}

/** Takes anything: bytes are not looked at. */
const anything = <A>(name: string): t.Type<A, A> =>
  new t.Type<A, A>(
    name,
    (_value): _value is A => true,
    (value) => t.success(value as A),
    t.identity,
  )

const binary = { type: 'string', format: 'binary' }

export const bytes: BytesCodec = withSchema(
  Object.assign(anything<Blob>('Bytes'), { carries: 'bytes' } as const),
  binary,
)

export const fileForm: FormCodec = withSchema(
  Object.assign(anything<FormData>('FileForm'), { carries: 'form' } as const),
  { type: 'object', additionalProperties: binary },
)

const media = (name: string, mediaType: string): MediaCodec =>
  withSchema(Object.assign(anything<Blob>(name), { carries: 'media', mediaType } as const), binary)

export const png = media('Png', 'image/png')

export const wav = media('Wav', 'audio/wav')

export const eventStream: StreamCodec = withSchema(
  Object.assign(anything<ReadableStream<Uint8Array>>('EventStream'), {
    carries: 'stream',
    mediaType: 'text/event-stream',
  } as const),
  { type: 'string' },
)

export const isStream = (codec: t.Mixed | undefined): boolean => carriageOf(codec) === 'stream'

export const isBytes = (codec: t.Mixed | undefined): boolean => carriageOf(codec) === 'bytes'

export const isForm = (codec: t.Mixed | undefined): boolean => carriageOf(codec) === 'form'

/** The media type of a body that is bytes of one type; `null` for every other. */
export const mediaTypeOf = (codec: (t.Mixed & { readonly mediaType?: string }) | undefined): string | null =>
  codec?.mediaType ?? null

const carriageOf = (codec: (t.Mixed & { readonly carries?: unknown }) | undefined): unknown => codec?.carries
