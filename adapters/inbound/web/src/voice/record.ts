import { signal, type ReadonlySignal } from '@preact/signals'

/** Maximum duration. The hub accepts clips of 10 MiB, which is about five and a half minutes. */
export const LONGEST_MS = 5 * 60_000

const METER_EVERY_MS = 60
const METER_SAMPLES = 2_048

/** Open microphone. */
export interface Recording {
  /** Level, 0 to 1. */
  readonly level: ReadonlySignal<number>
  readonly elapsedMs: ReadonlySignal<number>
  /** Closes the microphone and returns the recording as a WAV file. */
  readonly finish: () => Promise<Blob>
  /** Closes the microphone and discards the recording. */
  readonly cancel: () => void
}

/**
 * Opens the microphone after the browser's permission prompt. Rejects when access is denied or there is no microphone.
 */
export async function record(): Promise<Recording> {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: { channelCount: 1, noiseSuppression: true } })
  const recorder = new MediaRecorder(stream)
  const chunks: Blob[] = []
  recorder.addEventListener('dataavailable', ({ data }) => chunks.push(data))
  recorder.start()
  const meter = meterOf(stream)
  const close = (): void => {
    meter.close()
    for (const track of stream.getTracks()) track.stop()
  }
  return {
    level: meter.level,
    elapsedMs: meter.elapsedMs,
    finish: async () => {
      const stopped = new Promise((resolve) => recorder.addEventListener('stop', resolve, { once: true }))
      recorder.stop()
      await stopped
      close()
      return wavFrom(new Blob(chunks, { type: recorder.mimeType }))
    },
    cancel: () => {
      recorder.stop()
      close()
    },
  }
}

/** `decodeAudioData` resamples to the rate of its context. Source: Web Audio API. */
async function wavFrom(recorded: Blob): Promise<Blob> {
  const decoder = new OfflineAudioContext(1, 1, WAV_RATE)
  const heard = await decoder.decodeAudioData(await recorded.arrayBuffer())
  return new Blob([wavOf(heard.getChannelData(0))], { type: 'audio/wav' })
}

function meterOf(stream: MediaStream): Pick<Recording, 'level' | 'elapsedMs'> & { readonly close: () => void } {
  const level = signal(0)
  const elapsedMs = signal(0)
  const startedAt = performance.now()
  const context = new AudioContext()
  const analyser = context.createAnalyser()
  analyser.fftSize = METER_SAMPLES
  context.createMediaStreamSource(stream).connect(analyser)
  const samples = new Float32Array(analyser.fftSize)
  const timer = setInterval(() => {
    analyser.getFloatTimeDomainData(samples)
    level.value = loudness(samples)
    elapsedMs.value = performance.now() - startedAt
  }, METER_EVERY_MS)
  return {
    level,
    elapsedMs,
    close: () => {
      clearInterval(timer)
      void context.close()
    },
  }
}

/** Sample rate that the hub accepts, in Hz. */
const WAV_RATE = 16_000

const HEADER_BYTES = 44
const FULL_SCALE = 0x7fff

/** Mono WAV file with 16-bit PCM at `WAV_RATE`. Samples are clipped to -1 to 1. */
export function wavOf(samples: Float32Array): ArrayBuffer {
  const view = new DataView(new ArrayBuffer(HEADER_BYTES + samples.length * 2))
  const word = (at: number, text: string): void => {
    for (let index = 0; index < text.length; index += 1) view.setUint8(at + index, text.charCodeAt(index))
  }
  word(0, 'RIFF')
  view.setUint32(4, view.byteLength - 8, true)
  word(8, 'WAVEfmt ')
  view.setUint32(16, 16, true)
  view.setUint16(20, 1, true)
  view.setUint16(22, 1, true)
  view.setUint32(24, WAV_RATE, true)
  view.setUint32(28, WAV_RATE * 2, true)
  view.setUint16(32, 2, true)
  view.setUint16(34, 16, true)
  word(36, 'data')
  view.setUint32(40, samples.length * 2, true)
  for (const [index, sample] of samples.entries()) {
    view.setInt16(HEADER_BYTES + index * 2, Math.round(Math.max(-1, Math.min(1, sample)) * FULL_SCALE), true)
  }
  return view.buffer
}

/** Peak level from 0 to 1 on a decibel scale; -60 dB is 0. */
export function loudness(samples: Float32Array): number {
  let peak = 0
  for (const sample of samples) peak = Math.max(peak, Math.abs(sample))
  return peak === 0 ? 0 : Math.max(0, Math.min(1, 1 + (20 * Math.log10(peak)) / 60))
}
