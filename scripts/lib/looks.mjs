/** Cells of the grid across a page. */
const COLUMNS = 36
/** Difference of luminance from which a cell counts as another one, of 255. */
const CELL_DIFFERS = 14
/** Share of such cells from which a page looks different: times, sums and the hours of a heat map change with each run. */
const MOST_DIFFERENT = 0.05

/**
 * Luminance of each cell of a grid of square cells, in the page of a browser: an average over some 40 × 40 pixels, so that
 * the rendering of letters by another version of Chromium changes little.
 */
export async function digestOf(page, png) {
  const cells = await page.evaluate(
    async ([source, columns]) => {
      const image = new Image()
      image.src = source
      await image.decode()
      const canvas = document.createElement('canvas')
      canvas.width = image.width
      canvas.height = image.height
      const drawing = canvas.getContext('2d', { willReadFrequently: true })
      drawing.drawImage(image, 0, 0)
      const { data } = drawing.getImageData(0, 0, image.width, image.height)
      const side = image.width / columns
      const rows = Math.floor(image.height / side)
      const sums = new Float64Array(columns * rows)
      const counts = new Float64Array(columns * rows)
      for (let y = 0; y < Math.floor(rows * side); y += 1) {
        for (let x = 0; x < image.width; x += 1) {
          const cell = Math.floor(y / side) * columns + Math.floor(x / side)
          const at = (y * image.width + x) * 4
          sums[cell] += 0.2126 * data[at] + 0.7152 * data[at + 1] + 0.0722 * data[at + 2]
          counts[cell] += 1
        }
      }
      return [...sums].map((sum, cell) => Math.round(sum / counts[cell]))
    },
    [`data:image/png;base64,${png.toString('base64')}`, COLUMNS],
  )
  return Buffer.from(cells).toString('base64')
}

/** Share of the cells that differ; 1 for grids of different size. */
export function differenceOf(one, other) {
  const [a, b] = [one, other].map((digest) => Buffer.from(digest, 'base64'))
  if (a.length !== b.length || a.length === 0) return 1
  const differ = a.filter((cell, at) => Math.abs(cell - b[at]) >= CELL_DIFFERS)
  return differ.length / a.length
}

export const looksDifferent = (one, other) => differenceOf(one, other) > MOST_DIFFERENT

export const percent = (share) => `${(share * 100).toFixed(1)} %`
