import * as E from 'fp-ts/lib/Either.js'
import { decode } from '../../../infrastructure/codec/decode.js'
import { plainGet } from '../../../infrastructure/net/plain-get.js'
import { UsageJson } from '../http/usage/codec.js'

/** Milliseconds. Longer than a first reading of all logs. */
const DEADLINE_MS = 30_000
/** Ninety days of a hundred projects are some 2 MB. */
const MAX_BYTES = 64 * 1024 * 1024

/** Models that agents used within the last 90 days, read from the hub at `url`; `null` on failure. */
export async function usedModels(url: string, token: string | null): Promise<ReadonlyArray<UsedModel> | null> {
  try {
    const { body } = await plainGet(`${url}/api/usage/history?days=90`, {
      headers: token === null ? {} : { Authorization: `Bearer ${token}` },
      timeoutMs: DEADLINE_MS,
      maxBytes: MAX_BYTES,
    })
    const usage = decode<UsageJson>(UsageJson, JSON.parse(body.toString('utf8')))
    return E.isRight(usage) ? usage.right.window.byModel : null
  } catch {
    return null
  }
}

/** A model that agents have used. */
export interface UsedModel {
  readonly model: string
  /** Tokens without a known price. */
  readonly unpricedTokens: number
}
