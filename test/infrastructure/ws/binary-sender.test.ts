import type { SendBinary } from '../../../infrastructure/ws/binary-sender.js'
import { eventually } from '../../support/eventually.js'
import { serveSockets } from '../../support/loopback-sockets.js'

describe('binary sender', () => {
  it('sends payloads of every length whole, in order, among frames of ws itself, and tells when each was taken', async () => {
    let send: SendBinary | undefined
    const sockets = await serveSockets<string>({
      admit: () => Promise.resolve({ _tag: 'proceed', caller: 'me' }),
      endpoints: [
        {
          path: '/',
          pingEveryMs: 60_000,
          open: (socket, { sendBinary }) => {
            send = (payload, done) => {
              sendBinary(payload, done)
              socket.send(String(payload.byteLength))
            }
          },
        },
      ],
    })
    try {
      const client = sockets.client('/')
      const seen: (number | string)[] = []
      client.socket.on('message', (raw, isBinary) => {
        const bytes = raw as Buffer
        if (isBinary && bytes.every((byte, index) => byte === index % 251)) seen.push(bytes.byteLength)
        else seen.push(bytes.toString('utf8'))
      })
      await client.opened
      const lengths = [0, 1, 125, 126, 127, 4095, 4096, 4097, 65_535, 65_536, 200_000]
      const taken: number[] = []
      for (const length of lengths) {
        send?.(
          Uint8Array.from({ length }, (_, index) => index % 251),
          () => void taken.push(length),
        )
      }
      await eventually(() => {
        expect([seen, taken]).to.deep.equal([lengths.flatMap((length) => [length, String(length)]), lengths])
      })
      client.socket.terminate()
      await client.closed
      await eventually(() => {
        expect(sockets.openSockets()).to.equal(0)
      })
      send?.(Uint8Array.of(1), () => void taken.push(-1)) // No receiver: not a defect, and still reported.
      await eventually(() => {
        expect(taken.at(-1)).to.equal(-1)
      })
      expect(sockets.defects).to.deep.equal([])
    } finally {
      await sockets.close()
    }
  })
})
