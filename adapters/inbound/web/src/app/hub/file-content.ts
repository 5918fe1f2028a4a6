/** Request timeout for files of about 10 MB over a mobile network. */
const FILE_TIMEOUT_MS = 60_000

/** A file as the hub sends it. */
export interface FileContent {
  /** MIME type without parameters. */
  readonly type: string
  /** Bytes. */
  readonly size: number
  readonly blob: Blob
}

/** Content of a response with bytes, for `ask`. */
export function contentOf({ headers, body }: { readonly headers: Headers; readonly body: Blob }): FileContent {
  const [type = ''] = (headers.get('content-type') ?? '').split(';')
  return { type: type.trim().toLowerCase(), size: body.size, blob: body }
}

/** Signal of a request that transfers a file. */
export const fileTimeout = (): AbortSignal => AbortSignal.timeout(FILE_TIMEOUT_MS)
