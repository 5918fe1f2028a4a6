export interface Point {
  readonly x: number
  readonly y: number
}

export const TOOLS = ['arrow', 'box', 'pen', 'text'] as const
export type Tool = (typeof TOOLS)[number]

export const COLOURS = ['red', 'yellow', 'green', 'blue', 'black', 'white'] as const
export type Colour = (typeof COLOURS)[number]

/** Shape on an image. All lengths are in image pixels. */
export type Shape =
  | { readonly kind: 'arrow' | 'box'; readonly from: Point; readonly to: Point; readonly colour: Colour }
  | { readonly kind: 'pen'; readonly points: ReadonlyArray<Point>; readonly colour: Colour }
  | { readonly kind: 'text'; readonly at: Point; readonly text: string; readonly colour: Colour }

/** Drawn shapes, and undone shapes that can be redone. */
export interface Drawing {
  readonly shapes: ReadonlyArray<Shape>
  readonly undone: ReadonlyArray<Shape>
}

export const EMPTY_DRAWING: Drawing = { shapes: [], undone: [] }

/** Adds a shape and clears the undone ones. */
export const draw = ({ shapes }: Drawing, shape: Shape): Drawing => ({ shapes: [...shapes, shape], undone: [] })

export function undo(drawing: Drawing): Drawing {
  const last = drawing.shapes.at(-1)
  return last ? { shapes: drawing.shapes.slice(0, -1), undone: [...drawing.undone, last] } : drawing
}

export function redo(drawing: Drawing): Drawing {
  const last = drawing.undone.at(-1)
  return last ? { shapes: [...drawing.shapes, last], undone: drawing.undone.slice(0, -1) } : drawing
}

/** Starts a shape at a point; `null` for text, which is typed first. */
export function begin(tool: Tool, colour: Colour, at: Point): Shape | null {
  switch (tool) {
    case 'arrow':
    case 'box':
      return { kind: tool, from: at, to: at, colour }
    case 'pen':
      return { kind: 'pen', points: [at], colour }
    case 'text':
      return null
  }
}

/** Shape extended to the pointer position. */
export function extend(shape: Shape, to: Point): Shape {
  switch (shape.kind) {
    case 'arrow':
    case 'box':
      return { ...shape, to }
    case 'pen':
      return { ...shape, points: [...shape.points, to] }
    case 'text':
      return shape
  }
}

/** True when the shape is visible. A click without a drag creates an empty shape. */
export function isVisible(shape: Shape, stroke: number): boolean {
  switch (shape.kind) {
    case 'arrow':
    case 'box':
      return Math.hypot(shape.to.x - shape.from.x, shape.to.y - shape.from.y) > stroke
    case 'pen':
      return shape.points.length > 1
    case 'text':
      return shape.text.trim() !== ''
  }
}

/** Stroke width for an image size. It scales with the image, so that strokes look equally thick. */
export const strokeFor = (width: number, height: number): number =>
  Math.max(2, Math.round(Math.max(width, height) / 280))

/** End points of the two lines of an arrow head. The head is never longer than the arrow. */
export function arrowHead(from: Point, to: Point, stroke: number): readonly [Point, Point] {
  const angle = Math.atan2(to.y - from.y, to.x - from.x)
  const length = Math.min(stroke * 5, Math.hypot(to.x - from.x, to.y - from.y))
  const end = (turn: number): Point => ({
    x: to.x - length * Math.cos(angle + turn),
    y: to.y - length * Math.sin(angle + turn),
  })
  return [end(Math.PI / 7), end(-Math.PI / 7)]
}
