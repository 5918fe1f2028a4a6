import { maskedFile } from '../../../application/recordings/recorder.js'
import { castEvent, castHeader } from '../../../domain/recordings/cast.js'

const TOKEN = '0123456789abcdef'.repeat(4)

describe('a part of a recording', () => {
  const text = [
    castHeader({ size: { columns: 80, rows: 24 }, title: 'cc-shop', startedAt: 0 }),
    castEvent('output', 1, `ünï ${TOKEN}\r\n`),
    castEvent('output', 1, 'given-word end\r\n'),
    '[0.1,"o","half',
  ].join('')
  const content = Buffer.from(text)
  const whole = content.subarray(0, content.lastIndexOf('\n') + 1).toString()

  const read = async (start: number, end: number, chunkBytes: number): Promise<string> => {
    async function* chunks(): AsyncGenerator<Uint8Array> {
      for (let at = 0; at < content.length; at += chunkBytes)
        yield await Promise.resolve(content.subarray(at, at + chunkBytes))
    }
    const file = maskedFile(
      {
        ...{ size: content.length, modifiedAt: 0, revision: 'r', head: content.subarray(0, 10) },
        ...{ read: chunks, close: () => Promise.resolve() },
      },
      () => ['given-word'],
    )
    const parts: Uint8Array[] = []
    for await (const part of file.read({ start, end })) parts.push(Uint8Array.from(part))
    return Buffer.concat(parts).toString('latin1')
  }

  it('is read without secrets, in any range and however the disk gives it', async () => {
    const expected = Buffer.from(whole.replace(TOKEN, '*'.repeat(64)).replace('given-word', '*'.repeat(10))).toString(
      'latin1',
    )
    for (const chunkBytes of [1, 7, 1_000])
      for (const [start, end] of [
        [0, content.length],
        [150, 170],
        [0, 1],
        [content.length - 40, content.length],
      ] as const)
        expect(await read(start, end, chunkBytes)).to.equal(expected.slice(start, end))
  })
})
