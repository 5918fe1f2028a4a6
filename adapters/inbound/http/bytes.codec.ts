import * as t from 'io-ts'
import { withSchema } from '../../../infrastructure/codec/schema.js'

/** Marks an answer that is no JSON: the hub sends content, a client reads a `Blob`. */
export interface BytesCodec extends t.Type<Blob, Blob> {
  readonly carries: 'bytes'
}

/** Marks a body that is a form of files: a client sends `FormData`, the hub reads a `Form`. */
export interface FormCodec extends t.Type<FormData, FormData> {
  readonly carries: 'form'
}

/** Marks a body that is one PNG image: a client sends a `Blob`, the hub reads its bytes. */
export interface PngCodec extends t.Type<Blob, Blob> {
  readonly carries: 'png'
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

export const png: PngCodec = withSchema(Object.assign(anything<Blob>('Png'), { carries: 'png' } as const), binary)

export const isBytes = (codec: t.Mixed | undefined): boolean => carriageOf(codec) === 'bytes'

export const isForm = (codec: t.Mixed | undefined): boolean => carriageOf(codec) === 'form'

export const isPngBody = (codec: t.Mixed | undefined): boolean => carriageOf(codec) === 'png'

const carriageOf = (codec: (t.Mixed & { readonly carries?: unknown }) | undefined): unknown => codec?.carries
