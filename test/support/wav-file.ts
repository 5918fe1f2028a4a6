/** A WAV file of 16-bit PCM; `change` spoils it before it is put together. */
export function wavFile(
  samples: Int16Array,
  change: Partial<{
    rate: number
    channels: number
    bits: number
    format: number
    dataLength: number
    riffLength: number
  }> = {},
): Uint8Array {
  const { rate = 16_000, channels = 1, bits = 16, format = 1 } = change
  const view = new DataView(new ArrayBuffer(44 + samples.byteLength))
  const word = (at: number, text: string): void => {
    for (let index = 0; index < text.length; index += 1) view.setUint8(at + index, text.charCodeAt(index))
  }
  word(0, 'RIFF')
  view.setUint32(4, change.riffLength ?? view.byteLength - 8, true)
  word(8, 'WAVEfmt ')
  view.setUint32(16, 16, true)
  view.setUint16(20, format, true)
  view.setUint16(22, channels, true)
  view.setUint32(24, rate, true)
  view.setUint32(28, (rate * channels * bits) / 8, true)
  view.setUint16(32, (channels * bits) / 8, true)
  view.setUint16(34, bits, true)
  word(36, 'data')
  view.setUint32(40, change.dataLength ?? samples.byteLength, true)
  for (const [index, sample] of samples.entries()) view.setInt16(44 + index * 2, sample, true)
  return new Uint8Array(view.buffer)
}

/** So many milliseconds of a tone. */
export const toneOf = (ms: number): Int16Array =>
  Int16Array.from({ length: ms * 16 }, (_, index) => 8_000 * Math.sin(index / 6))
