import type { JSONWebKeySet } from 'jose'
import * as t from 'io-ts'
import { plainGet } from '../../../infrastructure/net/plain-get.js'

/** A key server answers in some 100 ms; whoever signs in waits for it. */
const TIMEOUT_MS = 5_000
/** A team has a handful of keys of about 1 KiB. */
const MAX_BYTES = 256 * 1024

/** What matters of a key set; what a key is made of is for jose to judge. RFC 7517, section 5. */
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
