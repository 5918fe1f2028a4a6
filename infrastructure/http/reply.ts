import { STATUS_CODES, type ServerResponse } from 'node:http'

/** Content type of every JSON answer. */
export const JSON_TYPE = 'application/json; charset=utf-8'

/** Content of known length that is read while it is sent. */
export interface Content {
  readonly length: number
  /** Entity tag of tagged replies. */
  readonly tag?: string
  /** Called at most once, never for a HEAD request. A chunk is valid until the next one is requested. */
  readonly chunks: () => AsyncIterable<Uint8Array>
  /** Called last, also after a failure. */
  readonly close: () => Promise<void>
}

/** Writes an answer that has no end; resolves when the client has left or the answer is ended. */
export type WriteStream = (response: ServerResponse) => Promise<void>

/** Reply of a handler. Security headers, `no-store` and the content type of JSON are added automatically. */
export interface Reply {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  /** Sent as JSON; absent sends no body. */
  readonly json?: unknown
  /** Work that the client does not wait for; started once the answer is written and before another request is read. */
  readonly afterwards?: () => Promise<unknown>
  /** Fault behind the answer, for the request log. Never sent. */
  readonly fault?: string
  /** Encoded body instead of `json`; JSON unless a header names another type. */
  readonly bytes?: Buffer
  /** True for a body with an `ETag`; a request that names it is answered with 304. */
  readonly isTagged?: boolean
  /** Content instead of JSON; its type is set as a header. */
  readonly content?: Content
  /** Stream instead of JSON; its type is set as a header. */
  readonly stream?: WriteStream
}

/** Failures detected before a route is reached. All others have a row in `hub-errors.ts`. */
export type FailureCode =
  | 'BodyTooLarge'
  | 'BodyTooSlow'
  | 'ForeignHost'
  | 'InternalError'
  | 'InvalidJson'
  | 'InvalidTarget'
  | 'MalformedForm'
  | 'MethodNotAllowed'
  | 'MultipartRequired'
  | 'NotFound'

/** Code of a failure described by its status alone: `BadRequest`, `ServiceUnavailable`. */
export const codeOf = (status: number): string => (STATUS_CODES[status] ?? 'Refused').replace(/[^A-Za-z]/g, '')

/** Common shape of failures: `error` as text, `code` for programs and, for some, further keys. */
export const failure = (
  status: number,
  code: FailureCode,
  error: string,
  headers: Readonly<Record<string, string>> = {},
): Reply => ({ status, headers, json: { error, code } })

/** Text reply of a type other than JSON. */
export const textReply = (contentType: string, text: string): Reply => ({
  status: 200,
  headers: { 'Content-Type': contentType, 'Cache-Control': 'no-store' },
  bytes: Buffer.from(text),
})
