import { makeSerial } from './serial.js'

/** Writer that gathers what arrives during one write into the next: a disk syncs one record as fast as fifty. */
export interface Batches<A> {
  /** Settles with the write of the batch that the item is in. */
  readonly add: (item: A) => Promise<void>
  /** Resolves once everything added until now is written, or has failed. */
  readonly settled: () => Promise<void>
}

/** `write` gets the items in the order of the calls, and is never called during another write. */
export function makeBatches<A>(write: (items: ReadonlyArray<A>) => Promise<void>): Batches<A> {
  const serial = makeSerial()
  let next: { readonly items: A[]; readonly written: Promise<void> } | null = null

  function newBatch(): NonNullable<typeof next> {
    const items: A[] = []
    const written = serial.run(() => {
      next = null
      return write(items)
    })
    return { items, written }
  }

  return {
    add: (item) => {
      next ??= newBatch()
      next.items.push(item)
      return next.written
    },
    settled: serial.settled,
  }
}
