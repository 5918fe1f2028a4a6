import { request as httpRequest, type IncomingMessage } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import { guarded } from '../guard/guard.js'
import { checkedLookup } from './checked-lookup.js'

export interface CheckedPostOptions {
  readonly headers: Readonly<Record<string, string | number>>
  readonly body: Buffer | string | null
  /** True for addresses that may be connected to. */
  readonly isAllowed: (address: string) => boolean
  /** Milliseconds from the first byte of the request to the last byte of the answer. */
  readonly timeoutMs: number
  /** Trusted certificate authority in place of the usual ones. */
  readonly ca?: string | undefined
  /** Resolution of names; that of the system when left out. */
  readonly lookup?: LookupFunction | undefined
}

/** Answer of a server, or the reason why there is none. */
export type PostAnswer =
  | {
      readonly _tag: 'Answered'
      readonly statusCode: number
      /** Beginning of the body in one piece; `null` when it is blank. */
      readonly reason: string | null
      /** Wait that `Retry-After` asks for. */
      readonly retryAfterMs: number | null
    }
  | { readonly _tag: 'NoAnswer'; readonly reason: string }

/** Servers explain a refusal in a sentence. */
const MAX_REASON_LENGTH = 300
/** Bytes after which the connection is closed; the answer is complete without the rest. */
const MAX_BODY_BYTES = 64 * 1024
const MS_PER_SECOND = 1000

/**
 * POST to an address that was checked: the name is resolved once, and the connection uses what was resolved. Follows no
 * redirect, keeps no connection and never rejects.
 */
export async function checkedPost(url: URL, options: CheckedPostOptions): Promise<PostAnswer> {
  // An address needs no resolution, so it does not come to the check of the look-up.
  const host = url.hostname.replace(/^\[|\]$/g, '')
  if (isIP(host) && !options.isAllowed(host)) return noAnswer(`${host} is not a permitted address`)
  try {
    return await post(url, options)
  } catch (thrown) {
    return noAnswer(toError(thrown).message)
  }
}

const noAnswer = (reason: string): PostAnswer => ({ _tag: 'NoAnswer', reason })

function post(url: URL, { headers, body, isAllowed, timeoutMs, ca, lookup }: CheckedPostOptions): Promise<PostAnswer> {
  const request = url.protocol === 'https:' ? httpsRequest : httpRequest
  const signal = AbortSignal.timeout(timeoutMs)
  return new Promise((resolve, reject) => {
    const failed = (error: unknown): void => {
      reject(signal.aborted ? new Error(`no answer within ${String(timeoutMs)} ms`, { cause: error }) : toError(error))
    }
    const received = (response: IncomingMessage): void => {
      receive(response, resolve, failed)
    }
    const outgoing = request(
      url,
      {
        method: 'POST',
        headers: { ...headers, 'Accept-Encoding': 'identity' },
        agent: false,
        lookup: guarded('name lookup', checkedLookup(isAllowed, lookup)),
        signal,
        ...(ca === undefined ? {} : { ca }),
      },
      guarded('outbound post', received, failed),
    )
    outgoing.on('error', guarded('outbound post', failed))
    outgoing.end(body)
  })
}

const toError = (thrown: unknown): Error => (thrown instanceof Error ? thrown : new Error(String(thrown)))

function receive(
  response: IncomingMessage,
  resolve: (answer: PostAnswer) => void,
  failed: (error: unknown) => void,
): void {
  let reason = ''
  let length = 0
  const answered = (): void => {
    const { statusCode = 0, headers } = response
    const text = isRedirect(statusCode) ? 'redirects are not followed' : reason.trim()
    const wait = retryAfterMs(headers['retry-after'])
    resolve({ _tag: 'Answered', statusCode, reason: text === '' ? null : text, retryAfterMs: wait })
  }
  const add = (chunk: string): void => {
    reason = (reason + chunk).slice(0, MAX_REASON_LENGTH)
    length += chunk.length
    if (length <= MAX_BODY_BYTES) return
    answered()
    response.destroy()
  }
  response.setEncoding('utf8')
  response.on('error', guarded('outbound post', failed))
  response.on('data', guarded('outbound post', add, failed))
  response.on('end', guarded('outbound post', answered, failed))
}

const isRedirect = (status: number): boolean => /^3\d\d$/.test(String(status))

/** Seconds or a date. RFC 9110, section 10.2.3. */
function retryAfterMs(value: string | undefined): number | null {
  if (value === undefined) return null
  const waitMs = /^\d+$/.test(value) ? Number(value) * MS_PER_SECOND : Date.parse(value) - Date.now()
  return Number.isNaN(waitMs) ? null : Math.max(waitMs, 0)
}
