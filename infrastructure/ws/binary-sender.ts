import type { Duplex } from 'node:stream'
import { WebSocket } from 'ws'
import { guarded } from '../guard/guard.js'

/**
 * Sends one binary frame. The payload is copied, so that the caller may reuse it; `done` is called once the connection
 * has accepted the frame.
 */
export type SendBinary = (payload: Uint8Array, done: () => void) => void

/** RFC 6455 §5.2: a whole message, binary. */
const FIN_BINARY = 0x82
/** Values of the length byte that announce a longer one, and from which length on. */
const LENGTH_16 = 126
const LENGTH_64 = 127
const NEEDS_64_BITS = 65_536

/**
 * Writes header and payload in one piece. ws 8 writes them apart, corks the stream and lets it gather them again: a fifth
 * of what an echo costs the hub. Only for sockets without compression, where ws never holds a frame back.
 */
export function binarySender(socket: WebSocket, stream: Duplex): SendBinary {
  return (payload, done) => {
    const taken = guarded('frame taken', done, () => socket.terminate())
    if (socket.readyState === WebSocket.OPEN) stream.write(frameOf(payload, stream.writableLength > 0), taken)
    else process.nextTick(taken)
  }
}

/** A frame that `waits` must not keep alive the pool that Node cuts small buffers from. */
function frameOf(payload: Uint8Array, waits: boolean): Buffer {
  const length = payload.byteLength
  const headerLength = length < LENGTH_16 ? 2 : length < NEEDS_64_BITS ? 4 : 10
  const size = headerLength + length
  const frame = waits ? Buffer.allocUnsafeSlow(size) : Buffer.allocUnsafe(size)
  frame[0] = FIN_BINARY
  if (headerLength === 2) {
    frame[1] = length
  } else if (headerLength === 4) {
    frame[1] = LENGTH_16
    frame.writeUInt16BE(length, 2)
  } else {
    frame[1] = LENGTH_64
    frame.writeBigUInt64BE(BigInt(length), 2)
  }
  frame.set(payload, headerLength)
  return frame
}
