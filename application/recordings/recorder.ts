import { castEvent, castHeader, type CastEvent, type CastHeader } from '../../domain/recordings/cast.js'
import { makeCastMask } from '../../domain/recordings/mask-cast.js'
import { makeSecretMask, type KnownSecrets } from '../../domain/recordings/mask-secrets.js'
import type { TerminalSize } from '../../domain/terminal/terminal-size.js'
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

/** Lines that a recorder writes. */
export interface RecorderFile {
  /** Appends lines, which end with a line feed. Returns the reason when nothing can be written any more. */
  readonly write: (lines: string) => string | null
  /** Bytes of all lines. */
  readonly bytes: () => number
}

/** Reason why a recording takes nothing more. */
export type RecorderEnd = { readonly _tag: 'full' } | { readonly _tag: 'failed'; readonly detail: string }

/** Writes the output of a terminal as a recording. */
export interface Recorder {
  /** Bytes of the terminal, which may split a character and a secret anywhere. */
  readonly output: (bytes: Uint8Array) => void
  readonly marker: (label: string) => void
  /** The terminal has another size from here on. */
  readonly resize: (size: TerminalSize) => void
  /** Writes what was held back. */
  readonly close: () => void
}

export interface RecorderOptions {
  readonly file: RecorderFile
  readonly header: CastHeader
  /** Largest size of the file. */
  readonly maxBytes: number
  /** Milliseconds since some moment. */
  readonly now: () => number
  /** Called once; nothing is written after it. */
  readonly ended: (end: RecorderEnd) => void
  /** Secrets that are masked by their value. */
  readonly knownSecrets: KnownSecrets
}

export function makeRecorder({ file, header, maxBytes, now, ended, knownSecrets }: RecorderOptions): Recorder {
  const mask = makeSecretMask(knownSecrets)
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
  let isOver = false
  let last = now()

  const put = (line: string): void => {
    if (isOver) return
    const isFull = file.bytes() + Buffer.byteLength(line) > maxBytes
    const detail = isFull ? null : file.write(line)
    if (!isFull && detail === null) return
    isOver = true
    ended(detail === null ? { _tag: 'full' } : { _tag: 'failed', detail })
  }
  const add = (kind: CastEvent, text: string): void => {
    if (text === '' || isOver) return
    const at = now()
    put(castEvent(kind, at - last, text))
    last = at
  }
  const flush = (): void => add('output', mask.add(decoder.decode()) + mask.end())

  put(castHeader(header))
  return {
    output: (bytes) => add('output', mask.add(decoder.decode(bytes, { stream: true }))),
    marker: (label) => {
      flush()
      add('marker', label)
    },
    resize: ({ columns, rows }) => {
      flush()
      add('resize', `${String(columns)}x${String(rows)}`)
    },
    close: flush,
  }
}
