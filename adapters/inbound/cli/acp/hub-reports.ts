import { createPublicKey, randomBytes, verify } from 'node:crypto'
import { request, type IncomingMessage } from 'node:http'
import { text as textOf } from 'node:stream/consumers'
import { HOOK_LIMITS } from '../../../../domain/approvals/approval.js'
import type { ReportEvent } from '../../../../domain/attention/hook.js'
import { parseJson } from '../../../../infrastructure/codec/parse-json.js'
import { guarded } from '../../../../infrastructure/guard/guard.js'
import {
  AGENT_HEADER,
  GATE_HEADER,
  HOLD_HEADER,
  NONCE_HEADER,
  SIGNATURE_HEADER,
  signedText,
  WRAPPER,
} from '../../http/hooks/codec.js'

type Fields = Readonly<Record<string, unknown>>

/** Answer of the hub to a request for permission. */
export type HubAnswer =
  | { readonly _tag: 'Allow' }
  | { readonly _tag: 'Deny'; readonly reason: string }
  /** Denied without a decision of a person or a rule. */
  | { readonly _tag: 'Undecided'; readonly reason: string }
  /** The person at the terminal decides. */
  | { readonly _tag: 'NoOpinion' }
  /** No answer that counts. */
  | { readonly _tag: 'Failed'; readonly reason: string }

/** Reports of this session to the hub that started it. */
export interface HubReports {
  /** Names the agent's conversation in what is sent from now on. */
  readonly setConversation: (id: string) => void
  /** Sent in their order; one that fails is dropped. */
  readonly report: (event: ReportEvent, payload?: Fields) => void
  /** Resolves when all reports were sent or dropped. Never rejects. */
  readonly flush: () => Promise<unknown>
  /** Never rejects. Abort withdraws the question. */
  readonly ask: (payload: Fields, gone: AbortSignal) => Promise<HubAnswer>
}

export interface HubReportsOptions {
  readonly url: string
  readonly token: string
  /** Name that the session was started with. */
  readonly session: string
  readonly directory: string
  /** Public key (Ed25519, SPKI DER, base64url) that answers must be signed with; `null` unless the session is strict. */
  readonly answerKey: string | null
  /** Time limits in milliseconds. */
  readonly limits?: { readonly report: number; readonly ask: number }
}

/** The hub holds a request beside the terminal until a person has answered, a week at most. */
const LIMITS = { report: 1_500, ask: HOOK_LIMITS.max * 1_000 }
const NONCE_BYTES = 18
/** An answer has an outcome and a reason. */
const MAX_ANSWER_BYTES = 64 * 1024

interface Reply {
  readonly status: number
  readonly signature: string
  readonly text: string
}

async function readReply(response: IncomingMessage): Promise<Reply> {
  let size = 0
  response.on(
    'data',
    guarded('size of an answer', (part: Buffer) => {
      size += part.length
      if (size > MAX_ANSWER_BYTES) response.destroy(new Error('the answer is too long'))
    }),
  )
  const text = await textOf(response)
  const signature = response.headers[SIGNATURE_HEADER.toLowerCase()]
  return { status: response.statusCode ?? 0, signature: String(signature), text }
}

/** Reports over HTTP, on a connection each, past any proxy. */
export function hubReports(options: HubReportsOptions): HubReports {
  const { url, token, session, directory, answerKey, limits = LIMITS } = options
  let reports: Promise<unknown> = Promise.resolve()
  let conversation: string | undefined

  const post = (
    event: ReportEvent,
    payload: Fields,
    limitMs: number,
    gone?: AbortSignal,
    nonce?: string,
  ): Promise<Reply> =>
    new Promise((resolve, reject) => {
      const body = JSON.stringify({ cwd: directory, session_id: conversation, ...payload })
      const limit = AbortSignal.timeout(limitMs)
      const posting = request(new URL(`${url}/api/hooks/${event}`), {
        method: 'POST',
        agent: false,
        signal: gone === undefined ? limit : AbortSignal.any([limit, gone]),
        headers: {
          Authorization: `Bearer ${token}`,
          'Content-Type': 'application/json',
          'Content-Length': Buffer.byteLength(body),
          'X-Penates-Session': session,
          [AGENT_HEADER]: 'acp',
          [HOLD_HEADER]: String(HOOK_LIMITS.max),
          [GATE_HEADER]: answerKey === null ? 'acp' : WRAPPER,
          ...(nonce === undefined ? {} : { [NONCE_HEADER]: nonce }),
        },
      })
      posting.on(
        'response',
        guarded('answer of the hub', (response) => resolve(readReply(response))),
      )
      posting.on('error', guarded('connection to the hub', reject))
      posting.end(body)
    })

  const isSigned = ({ signature, text }: Reply, nonce: string, key: string): boolean => {
    try {
      const spki = createPublicKey({ key: Buffer.from(key, 'base64url'), format: 'der', type: 'spki' })
      const signed = `${signedText(nonce, undefined)}${text}`
      return verify(null, Buffer.from(signed), spki, Buffer.from(signature, 'base64url'))
    } catch {
      return false
    }
  }

  return {
    setConversation: (id) => (conversation = id),
    report: (event, payload = {}) => {
      reports = reports.then(() => post(event, payload, limits.report)).catch(() => undefined)
    },
    flush: () => reports,
    ask: async (payload, gone) => {
      const nonce = randomBytes(NONCE_BYTES).toString('base64url')
      try {
        await reports
        const reply = await post('PermissionRequest', payload, limits.ask, gone, nonce)
        if (reply.status !== 200) return failed(`it answered with status ${String(reply.status)}`)
        if (answerKey !== null && !isSigned(reply, nonce, answerKey)) return failed('its answer is not signed')
        return answerIn(reply.text, answerKey !== null)
      } catch {
        return failed('it cannot be reached')
      }
    },
  }
}

const failed = (reason: string): HubAnswer => ({ _tag: 'Failed', reason })

/** Reads a body. An empty one is no opinion, but in `strict`, where it could come from any server. */
function answerIn(text: string, isStrict: boolean): HubAnswer {
  if (text === '') return isStrict ? failed('its answer is empty') : { _tag: 'NoOpinion' }
  const { outcome, reason, penates } = parsed(text)
  const why = typeof reason === 'string' ? reason : ''
  if (outcome === 'allow') return { _tag: 'Allow' }
  if (outcome === 'deny') return { _tag: 'Deny', reason: why }
  if (outcome === 'undecided') return { _tag: 'Undecided', reason: why }
  return penates === 'no-opinion' ? { _tag: 'NoOpinion' } : failed('its answer is not understood')
}

function parsed(text: string): Fields {
  const value = parseJson(text)
  return typeof value === 'object' && value !== null ? (value as Fields) : {}
}
