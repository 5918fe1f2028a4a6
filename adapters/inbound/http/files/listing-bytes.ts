import { setImmediate } from 'node:timers/promises'
import { ListingJson, type MarkedListing } from './codec.js'

/** Entries encoded between two turns of the event loop: about a millisecond. */
const SLICE = 1_000

/**
 * JSON of a listing. Encoding 10,000 entries at once would hold the event loop for 10 ms, so it is cut into slices, between which
 * other requests are answered.
 */
export async function listingBytes(listing: MarkedListing): Promise<Buffer> {
  const slices: Buffer[] = []
  for (let at = 0; at < listing.entries.length; at += SLICE) {
    if (at > 0) await setImmediate()
    const { entries } = ListingJson.encode({ ...listing, marks: null, entries: listing.entries.slice(at, at + SLICE) })
    slices.push(Buffer.from(`${at > 0 ? ',' : ''}${JSON.stringify(entries).slice(1, -1)}`))
  }
  const [head, tail] = outside(listing)
  return Buffer.concat([head, ...slices, tail])
}

const EMPTY_LIST = '"entries":[]'

/** JSON before and after the entries. Quotes in strings are escaped, so the key is found where it is a key. */
function outside(listing: MarkedListing): readonly [Buffer, Buffer] {
  const text = JSON.stringify(ListingJson.encode({ ...listing, entries: [] }))
  const inList = text.indexOf(EMPTY_LIST) + EMPTY_LIST.length - 1
  return [Buffer.from(text.slice(0, inList)), Buffer.from(text.slice(inList))]
}
