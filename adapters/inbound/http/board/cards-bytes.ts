import { setImmediate } from 'node:timers/promises'
import type { CardQuery, ListedCards } from '../../../../application/board/cards.js'
import type { Card, CardView } from '../../../../domain/board/card.js'
import { CardJson } from './codec.js'

/** Cards written out, or copied, between two looks at what else there is to do: a few milliseconds. */
const WRITTEN_AT_ONCE = 500
const COPIED_AT_ONCE = 2_000

/** Encoded cards. Few of them change between two lists. */
const texts = { live: new WeakMap<Card, string>(), still: new WeakMap<Card, string>() }

function textOf(seen: CardView, known: WeakMap<Card, string>): string {
  const text = JSON.stringify(CardJson.encode(seen))
  known.set(seen.card, text)
  return text
}

/** The answer before this one. The same cards get the same buffer, whose entity tag is known. */
let last: { readonly parts: ReadonlyArray<string>; readonly more: string; readonly bytes: Buffer } | null = null

/** Encodes `CardsJson` as bytes. */
export async function cardsBytes({ cards, hasMore }: ListedCards, { archive }: CardQuery): Promise<Buffer> {
  const parts: string[] = []
  let written = 0
  for (const seen of cards) {
    const known = seen.sessionLive ? texts.live : texts.still
    const text = known.get(seen.card)
    if (text === undefined && (written += 1) % WRITTEN_AT_ONCE === 0) await setImmediate()
    parts.push(text ?? textOf(seen, known))
  }
  const more = archive === null ? '' : `,"hasMore":${String(hasMore)}`
  if (last?.more === more && last.parts.length === parts.length && last.parts.every((part, at) => part === parts[at]))
    return last.bytes
  const isLong = parts.length > COPIED_AT_ONCE
  if (isLong) await setImmediate()
  const bytes = Buffer.from(`{"cards":[${parts.join(',')}]${more}}`)
  last = { parts, more, bytes }
  // The caller goes over all bytes again for their entity tag.
  if (isLong) await setImmediate()
  return bytes
}
