/** An answer over HTTP that a bare server always sends. */
export interface FixedAnswer {
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}
