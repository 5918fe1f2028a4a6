/** What whisper.cpp writes where it heard nothing: `[BLANK_AUDIO]`, `[ Silence ]`, `(silence)`. */
const NOTHING_HEARD = /^[[(]\s*(blank_audio|silence|no speech|inaudible)\s*[\])]$/i

/** The text of a clip: without space around it, and empty where nothing was said. */
export function transcriptOf(written: string): string {
  const text = written.trim()
  return NOTHING_HEARD.test(text) ? '' : text
}

/** Milliseconds a clip may take: on two old cores a large model needs some three times as long as was spoken. */
const SHORTEST_MS = 30_000
const PER_SPOKEN_MS = 4

export const timeForClip = (lengthMs: number): number => Math.max(SHORTEST_MS, lengthMs * PER_SPOKEN_MS)
