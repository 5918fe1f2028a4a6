import { arrowHead, type Colour, type Point, type Shape } from './annotation.js'

/** Stroke colours. Each is outlined in a contrasting colour, so that it is legible on any background. */
export const INK: Readonly<Record<Colour, string>> = {
  red: '#ff3b30',
  yellow: '#ffd60a',
  green: '#30d158',
  blue: '#0a84ff',
  black: '#000000',
  white: '#ffffff',
}

const edgeOf = (colour: Colour): string =>
  colour === 'white' || colour === 'yellow' || colour === 'green' ? 'rgba(0, 0, 0, 0.55)' : 'rgba(255, 255, 255, 0.7)'

/** Text height in multiples of the stroke width. */
const TEXT_STROKES = 7

const fontFor = (stroke: number): string => `600 ${stroke * TEXT_STROKES}px "Inter Variable", sans-serif`

/** Draws an image and its shapes. */
export function paint(
  to: CanvasRenderingContext2D,
  picture: ImageBitmap,
  shapes: ReadonlyArray<Shape>,
  stroke: number,
): void {
  to.clearRect(0, 0, picture.width, picture.height)
  to.drawImage(picture, 0, 0)
  for (const shape of shapes) paintShape(to, shape, stroke)
}

function paintShape(to: CanvasRenderingContext2D, shape: Shape, stroke: number): void {
  to.lineCap = 'round'
  to.lineJoin = 'round'
  if (shape.kind === 'text') {
    to.font = fontFor(stroke)
    to.textBaseline = 'top'
    to.lineWidth = stroke * 1.2
    to.strokeStyle = edgeOf(shape.colour)
    to.strokeText(shape.text, shape.at.x, shape.at.y)
    to.fillStyle = INK[shape.colour]
    to.fillText(shape.text, shape.at.x, shape.at.y)
    return
  }
  for (const [width, ink] of [
    [stroke * 1.8, edgeOf(shape.colour)],
    [stroke, INK[shape.colour]],
  ] as const) {
    to.lineWidth = width
    to.strokeStyle = ink
    to.beginPath()
    trace(to, shape, stroke)
    to.stroke()
  }
}

function trace(to: CanvasRenderingContext2D, shape: Exclude<Shape, { kind: 'text' }>, stroke: number): void {
  if (shape.kind === 'pen') line(to, shape.points)
  else if (shape.kind === 'box') {
    const { from, to: end } = shape
    to.rect(from.x, from.y, end.x - from.x, end.y - from.y)
  } else {
    const [one, other] = arrowHead(shape.from, shape.to, stroke)
    line(to, [shape.from, shape.to])
    line(to, [one, shape.to, other])
  }
}

function line(to: CanvasRenderingContext2D, points: ReadonlyArray<Point>): void {
  points.forEach(({ x, y }, at) => {
    if (at === 0) to.moveTo(x, y)
    else to.lineTo(x, y)
  })
}
