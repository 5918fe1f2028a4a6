import type { JSONWebKeySet } from 'jose'
import * as t from 'io-ts'

/** A key server answers in some 100 ms; whoever signs in waits for it. */
const TIMEOUT_MS = 5_000
/** A team has a handful of keys of about 1 KiB. */
const MAX_BYTES = 256 * 1024

/** What matters of a key set; what a key is made of is for jose to judge. RFC 7517, section 5. */
const KeySet = t.type({ keys: t.array(t.intersection([t.type({ kty: t.string }), t.partial({ kid: t.string })])) })

/** Asks a key server once. Rejects on anything but a set of keys, and after 5 s. */
export async function fetchKeys(url: string, timeoutMs = TIMEOUT_MS): Promise<JSONWebKeySet> {
  const response = await fetch(url, {
    redirect: 'error',
    headers: { accept: 'application/json' },
    signal: AbortSignal.timeout(timeoutMs),
  })
  if (response.status !== 200) {
    await response.body?.cancel()
    throw new Error(`the key server answered ${String(response.status)}`)
  }
  const answer: unknown = JSON.parse(await textOf(response))
  if (!KeySet.is(answer)) throw new Error('the key server answered without keys')
  return answer
}

async function textOf({ body }: Response): Promise<string> {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of (body ?? []) as AsyncIterable<Uint8Array>) {
    length += chunk.byteLength
    if (length > MAX_BYTES) throw new Error('the key server answers without end')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}
