import type { JSONWebKeySet } from 'jose'
import * as t from 'io-ts'
import { plainGet } from '../../../infrastructure/net/plain-get.js'

/** Milliseconds. A key server usually answers within 100 ms; a sign-in waits for it. */
const TIMEOUT_MS = 5_000
/** A team has a handful of keys of about 1 KiB. */
const MAX_BYTES = 256 * 1024

/** Required fields of a key set; jose validates the keys themselves. RFC 7517, section 5. */
const KeySet = t.type({ keys: t.array(t.intersection([t.type({ kty: t.string }), t.partial({ kid: t.string })])) })

/** Asks a key server once. Rejects on anything but a set of keys, and after 5 s. */
export async function fetchKeys(url: string, timeoutMs = TIMEOUT_MS): Promise<JSONWebKeySet> {
  const { status, body } = await plainGet(url, {
    headers: { Accept: 'application/json' },
    timeoutMs,
    maxBytes: MAX_BYTES,
  })
  if (status !== 200) throw new Error(`the key server answered ${String(status)}`)
  const answer: unknown = JSON.parse(body.toString('utf8'))
  if (!KeySet.is(answer)) throw new Error('the key server answered without keys')
  return answer
}
