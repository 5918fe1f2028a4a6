import { signal, type ReadonlySignal } from '@preact/signals'
import { loudness, WAV_RATE, wavOf } from './wav.js'

/** The hub takes clips of 10 MiB, some five minutes and a half. */
export const LONGEST_MS = 5 * 60_000

const METER_EVERY_MS = 60
const METER_SAMPLES = 2_048

/** A microphone that is open. */
export interface Recording {
  /** 0 to 1. */
  readonly level: ReadonlySignal<number>
  readonly elapsedMs: ReadonlySignal<number>
  /** Closes the microphone; answers with all it heard as a WAV file. */
  readonly finish: () => Promise<Blob>
  /** Closes the microphone and forgets what it heard. */
  readonly cancel: () => void
}

/** Opens the microphone, after the browser has asked the person. Rejects when it may not or there is none. */
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
      const stopped = new Promise((resolve) => {
        recorder.addEventListener('stop', resolve, { once: true })
      })
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

/** A context decodes to its own rate, whatever the browser recorded with. Web Audio API, decodeAudioData. */
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
