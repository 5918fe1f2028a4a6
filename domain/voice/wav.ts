import * as E from 'fp-ts/lib/Either.js'
import { badAudio, type BadAudio } from './errors.js'

/** Properties of a WAV file. */
export interface Clip {
  /** Milliseconds, rounded up. */
  readonly lengthMs: number
  /** True when no sample is loud enough for speech. */
  readonly isSilent: boolean
}

/** Sample rate of whisper models, and the only one that older versions of whisper.cpp read. */
const RATE = 16_000
const PCM = 1
const BYTES_PER_SAMPLE = 2
const MAX_CHANNELS = 2
/** -50 dB of full scale: above a quiet room at a laptop's microphone, below a whisper beside it. */
const SPEECH_FROM = 104
const MS_PER_SECOND = 1_000
const HEADER_BYTES = 12
const CHUNK_HEADER_BYTES = 8

/**
 * Reads 16-bit PCM at 16 kHz, mono or stereo, in a RIFF/WAVE file. Other chunks are skipped. A chunk longer than the
 * file means that the file was cut off. Multimedia Programming Interface and Data Specifications 1.0.
 */
export function readWav(bytes: Uint8Array): E.Either<BadAudio, Clip> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (view.byteLength < HEADER_BYTES || nameAt(view, 0) !== 'RIFF' || nameAt(view, 8) !== 'WAVE') {
    return E.left(badAudio('no-wav'))
  }
  if (view.getUint32(4, true) > view.byteLength - CHUNK_HEADER_BYTES) return E.left(badAudio('cut'))
  const chunks = chunksOf(view)
  if (E.isLeft(chunks)) return chunks
  const format = chunks.right.get('fmt ')
  const samples = chunks.right.get('data')
  if (format === undefined || format.byteLength < 16) return E.left(badAudio('no-wav'))
  if (samples === undefined) return E.left(badAudio('no-samples'))
  return readSamples(format, samples)
}

function readSamples(format: DataView, samples: DataView): E.Either<BadAudio, Clip> {
  const channels = format.getUint16(2, true)
  if (format.getUint16(0, true) !== PCM || format.getUint16(14, true) !== BYTES_PER_SAMPLE * 8) {
    return E.left(badAudio('no-pcm'))
  }
  if (format.getUint32(4, true) !== RATE) return E.left(badAudio('rate'))
  if (channels < 1 || channels > MAX_CHANNELS) return E.left(badAudio('channels'))
  const frames = Math.floor(samples.byteLength / (BYTES_PER_SAMPLE * channels))
  if (frames === 0) return E.left(badAudio('no-samples'))
  return E.right({ lengthMs: Math.ceil((frames * MS_PER_SECOND) / RATE), isSilent: !hasSpeech(samples) })
}

function hasSpeech(samples: DataView): boolean {
  for (let at = 0; at + 1 < samples.byteLength; at += BYTES_PER_SAMPLE) {
    if (Math.abs(samples.getInt16(at, true)) >= SPEECH_FROM) return true
  }
  return false
}

/** First chunk of each name. A chunk of odd length is followed by a padding byte. */
function chunksOf(view: DataView): E.Either<BadAudio, ReadonlyMap<string, DataView>> {
  const chunks = new Map<string, DataView>()
  let at = HEADER_BYTES
  while (at + CHUNK_HEADER_BYTES <= view.byteLength) {
    const length = view.getUint32(at + 4, true)
    const begin = at + CHUNK_HEADER_BYTES
    if (length > view.byteLength - begin) return E.left(badAudio('cut'))
    const name = nameAt(view, at)
    if (!chunks.has(name)) chunks.set(name, new DataView(view.buffer, view.byteOffset + begin, length))
    at = begin + length + (length % 2)
  }
  return E.right(chunks)
}

const nameAt = (view: DataView, at: number): string =>
  String.fromCharCode(view.getUint8(at), view.getUint8(at + 1), view.getUint8(at + 2), view.getUint8(at + 3))
