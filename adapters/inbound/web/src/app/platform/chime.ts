/** Plays two short, quiet notes. They are synthesized, so no file is loaded. */
export function chime(): void {
  try {
    const audio = new AudioContext()
    const notes = [
      [660, 0],
      [880, 0.12],
    ] as const
    for (const [hertz, at] of notes) {
      const tone = audio.createOscillator()
      const volume = audio.createGain()
      const start = audio.currentTime + at
      tone.frequency.value = hertz
      volume.gain.setValueAtTime(0.08, start)
      volume.gain.exponentialRampToValueAtTime(0.001, start + 0.25)
      tone.connect(volume).connect(audio.destination)
      tone.start(start)
      tone.stop(start + 0.25)
      tone.onended = () => {
        if (at > 0) void audio.close()
      }
    }
  } catch {
    // Without audio, the mark and the toast are still shown.
  }
}
