import { makeCastMask } from '../../domain/recordings/mask-cast.js'
import type { KnownSecrets } from '../../domain/recordings/mask-secrets.js'
import type { OpenedFile } from '../files/project-files.port.js'

/** Part of a recording in which secrets are masked while it is read. Its size and the positions in it stay as they are. */
export const maskedFile = (file: OpenedFile, known: KnownSecrets): OpenedFile => ({
  ...file,
  head: new Uint8Array(0),
  read: ({ start, end }) => rangeOf(masked(file.read({ start: 0, end: file.size }), known), start, end),
})

/** Masks whole lines. A part that is cut within a line is shown to its last line feed. */
async function* masked(chunks: AsyncIterable<Uint8Array>, known: KnownSecrets): AsyncGenerator<Uint8Array> {
  const mask = makeCastMask(known)
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
  const encoder = new TextEncoder()
  let rest = ''
  for await (const chunk of chunks) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split(/(?<=\n)/)
    rest = lines.at(-1)?.endsWith('\n') === true ? '' : (lines.pop() ?? '')
    const text = lines.map(mask.add).join('')
    if (text !== '') yield encoder.encode(text)
  }
  yield encoder.encode(mask.end())
}

async function* rangeOf(chunks: AsyncIterable<Uint8Array>, start: number, end: number): AsyncGenerator<Uint8Array> {
  let at = 0
  for await (const chunk of chunks) {
    const part = chunk.subarray(Math.max(start - at, 0), Math.max(end - at, 0))
    at += chunk.byteLength
    if (part.byteLength > 0) yield part
    if (at >= end) return
  }
}
