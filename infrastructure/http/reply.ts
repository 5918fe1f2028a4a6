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
  /** What failed behind it, for the request log. Never sent. */
  readonly fault?: string
  /** JSON that is written already, in place of `json`. */
  readonly jsonBytes?: Buffer
  /** In place of JSON; its type is a header like any other. */
  readonly content?: Content
}

/** The shape that every failure has: `error` and, for some, more keys. */
export const failure = (status: number, error: string, headers: Readonly<Record<string, string>> = {}): Reply => ({
  status,
  headers,
  json: { error },
})

/** A text that is no JSON. */
export function textReply(contentType: string, text: string): Reply {
  const bytes = Buffer.from(text)
  return {
    status: 200,
    headers: { 'Content-Type': contentType, 'Cache-Control': 'no-store' },
    content: {
      length: bytes.byteLength,
      async *chunks() {
        yield await Promise.resolve(bytes)
      },
      close: () => Promise.resolve(),
    },
  }
}
