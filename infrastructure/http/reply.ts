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
}

/** The shape that every failure has: `error` and, for some, more keys. */
export const failure = (status: number, error: string, headers: Readonly<Record<string, string>> = {}): Reply => ({
  status,
  headers,
  json: { error },
})
