import { setImmediate } from 'node:timers/promises'
import type { ListedApproval } from '../../../../domain/approvals/held-decision.js'
import type { Content } from '../../../../infrastructure/http/reply.js'
import { entityTagOf } from '../../../../infrastructure/http/entity-tag.js'
import { ApprovalJson } from './codec.js'

interface Encoded {
  readonly bytes: Buffer
  readonly tag: string
}

const encoded = new WeakMap<ListedApproval, Encoded>()

/** JSON of an approval. Approvals are immutable, so each is encoded once. */
function encodedOf(approval: ListedApproval): Encoded {
  const known = encoded.get(approval)
  if (known !== undefined) return known
  const bytes = Buffer.from(JSON.stringify(ApprovalJson.encode(approval)))
  const fresh = { bytes, tag: entityTagOf(bytes) }
  encoded.set(approval, fresh)
  return fresh
}

/** Work between two turns of the event loop. Milliseconds; a request of another client takes up to three turns. */
const SLICE_MS = 2
/** Bytes sent between two turns of the event loop: joined and written in under a millisecond. */
const CHUNK_BYTES = 128 * 1024

const HEAD = Buffer.from('{"approvals":[')
const COMMA = Buffer.from(',')
const TAIL = Buffer.from(']}')

/**
 * The list as JSON, after the beginning of an object that ends in the list. Encoding and sending 10,000 approvals is cut
 * into slices, between which other requests are answered.
 */
export async function approvalListContent(approvals: ReadonlyArray<ListedApproval>, head = HEAD): Promise<Content> {
  const parts: Buffer[] = [head]
  const tags: string[] = head === HEAD ? [] : [entityTagOf(head)]
  let length = head.length + TAIL.length
  let sliceEnd = performance.now() + SLICE_MS
  for (const [index, approval] of approvals.entries()) {
    if (performance.now() > sliceEnd) {
      await setImmediate()
      sliceEnd = performance.now() + SLICE_MS
    }
    if (index > 0) parts.push(COMMA)
    const { bytes, tag } = encodedOf(approval)
    parts.push(bytes)
    tags.push(tag)
    length += bytes.length + (index > 0 ? COMMA.length : 0)
  }
  parts.push(TAIL)
  return { length, tag: entityTagOf(tags.join()), chunks: () => chunksOf(parts), close: () => Promise.resolve() }
}

async function* chunksOf(parts: ReadonlyArray<Buffer>): AsyncGenerator<Buffer> {
  let chunk: Buffer[] = []
  let length = 0
  for (const part of parts) {
    chunk.push(part)
    length += part.length
    if (length < CHUNK_BYTES) continue
    yield Buffer.concat(chunk, length)
    chunk = []
    length = 0
    // A write that the kernel takes at once lets no other request in.
    await setImmediate()
  }
  if (length > 0) yield Buffer.concat(chunk, length)
}
