import type { Locator } from 'playwright-core'
import decodeQR from 'qr/decode.js'

/** Pixels for a square of the code. */
const SCALE = 4

/** Link in the QR code that pairs a device, read from the squares of its path as a phone reads them. */
export async function scannedLink(part: Locator): Promise<URL> {
  const picture = part.getByRole('img', { name: 'QR code that pairs a device' })
  await picture.waitFor()
  const size = Number((await picture.getAttribute('viewBox'))?.split(' ')[2])
  const path = (await picture.locator('path').getAttribute('d')) ?? ''
  const width = size * SCALE
  const data = new Uint8ClampedArray(width * width * 4).fill(255)
  for (const [, x, y] of path.matchAll(/M(\d+) (\d+)h/g)) {
    for (let row = 0; row < SCALE; row += 1) {
      const start = ((Number(y) * SCALE + row) * width + Number(x) * SCALE) * 4
      for (let at = start; at < start + SCALE * 4; at += 1) if (at % 4 !== 3) data[at] = 0
    }
  }
  return new URL(decodeQR({ width, height: width, data }))
}
