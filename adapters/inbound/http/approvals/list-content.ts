import { setImmediate } from 'node:timers/promises'
import type { Approval } from '../../../../domain/approvals/approval.js'
import type { Content } from '../../../../infrastructure/http/reply.js'
import { ApprovalJson } from './codec.js'

const encoded = new WeakMap<Approval, Buffer>()

/** JSON of an approval. Approvals are immutable, so each is encoded once. */
function bytesOf(approval: Approval): Buffer {
  const known = encoded.get(approval)
  if (known !== undefined) return known
  const bytes = Buffer.from(JSON.stringify(ApprovalJson.encode(approval)))
  encoded.set(approval, bytes)
  return bytes
}

/** Work between two turns of the event loop. Milliseconds; a request of another client takes up to three turns. */
const SLICE_MS = 2
/** Bytes sent between two turns of the event loop: joined and written in under a millisecond. */
const CHUNK_BYTES = 128 * 1024

const HEAD = Buffer.from('{"approvals":[')
const COMMA = Buffer.from(',')
const TAIL = Buffer.from(']}')

/** The list as JSON. Encoding and sending 10,000 approvals is cut into slices, between which other requests are answered. */
export async function approvalListContent(approvals: ReadonlyArray<Approval>): Promise<Content> {
  const parts: Buffer[] = [HEAD]
  let length = HEAD.length + TAIL.length
  let sliceEnd = performance.now() + SLICE_MS
  for (const [index, approval] of approvals.entries()) {
    if (performance.now() > sliceEnd) {
      await setImmediate()
      sliceEnd = performance.now() + SLICE_MS
    }
    if (index > 0) parts.push(COMMA)
    const bytes = bytesOf(approval)
    parts.push(bytes)
    length += bytes.length + (index > 0 ? COMMA.length : 0)
  }
  parts.push(TAIL)
  return { length, chunks: () => chunksOf(parts), close: () => Promise.resolve() }
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
