import { STATUS_CODES } from 'node:http'

/** Content type of every JSON answer. */
export const JSON_TYPE = 'application/json; charset=utf-8'

/** Bytes of a known length that are read as they are sent. */
export interface Content {
  readonly length: number
  /** Asked for once, or never when only the head is due. A chunk is good until the next one is asked for. */
  readonly chunks: () => AsyncIterable<Uint8Array>
  /** Comes last, whatever happened. */
  readonly close: () => Promise<void>
}

/** What a handler wants sent. Security headers, `no-store` and the content type of JSON come by themselves. */
export interface Reply {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  /** Sent as JSON; absent sends no body. */
  readonly json?: unknown
  /** Work that the client does not wait for; started once the answer is written and before another request is read. */
  readonly afterwards?: () => Promise<unknown>
  /** What failed behind it, for the request log. Never sent. */
  readonly fault?: string
  /** A body that is encoded already, in place of `json`; JSON unless a header names another type. */
  readonly bytes?: Buffer
  /** In place of JSON; its type is a header like any other. */
  readonly content?: Content
}

/** Failures that are noticed before a route is reached. The others are in `AppError`. */
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

/** Code of a failure that only its status describes: `BadRequest`, `ServiceUnavailable`. */
export const codeOf = (status: number): string => (STATUS_CODES[status] ?? 'Refused').replace(/[^A-Za-z]/g, '')

/** The shape that every failure has: `error` in words, `code` for programs and, for some, more keys. */
export const failure = (
  status: number,
  code: FailureCode,
  error: string,
  headers: Readonly<Record<string, string>> = {},
): Reply => ({ status, headers, json: { error, code } })

/** A text that is no JSON. */
export const textReply = (contentType: string, text: string): Reply => ({
  status: 200,
  headers: { 'Content-Type': contentType, 'Cache-Control': 'no-store' },
  bytes: Buffer.from(text),
})
