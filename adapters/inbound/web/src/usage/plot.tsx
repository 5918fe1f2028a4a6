import 'uplot/dist/uPlot.min.css'
import type { VNode } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import uPlot from 'uplot'

export interface PlotProps {
  readonly label: string
  /** Label below each column. */
  readonly names: ReadonlyArray<string>
  /** Layers in drawing order, the highest first. Each covers the ones below it. */
  readonly layers: ReadonlyArray<{ readonly colour: string; readonly values: ReadonlyArray<number> }>
  /** Label of an axis value. */
  readonly words: (value: number) => string
  readonly onHover: (column: number | null) => void
}

const HEIGHT = 240
const AXIS_WIDTH = 58
/** Width of a column as a share of its slot, and its maximum in pixels. */
const COLUMN: [number, number] = [0.72, 36]
/** Minimum width of a label in pixels. */
const NAME_SPACE = 56

/** Stacked columns with axes. The values are also shown as text for screen readers. */
export function Plot({ label, names, layers, words, onHover }: PlotProps): VNode {
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const at = place.current
    if (!at) return undefined
    const style = getComputedStyle(at)
    const [ink, line] = [style.getPropertyValue('--ink-2'), style.getPropertyValue('--line')]
    const axis = { stroke: ink, font: `11px ${style.fontFamily}`, ticks: { stroke: line, width: 1 } }
    const bars = uPlot.paths.bars?.({ size: COLUMN })
    const plot = new uPlot(
      {
        width: at.clientWidth,
        height: HEIGHT,
        legend: { show: false },
        cursor: { y: false, drag: { x: false, y: false }, points: { show: false } },
        scales: {
          x: { time: false, range: [-0.6, names.length - 0.4] },
          y: { range: (_, __, most) => [0, most > 0 ? most * 1.08 : 1] },
        },
        axes: [
          {
            ...axis,
            grid: { show: false },
            space: NAME_SPACE,
            incrs: [1, 2, 7, 14, 28],
            values: (_, splits) => splits.map((at) => (Number.isInteger(at) ? (names[at] ?? '') : '')),
          },
          { ...axis, size: AXIS_WIDTH, grid: { stroke: line, width: 1 }, values: (_, splits) => splits.map(words) },
        ],
        series: [
          {},
          ...layers.map(({ colour }) => ({
            fill: colour,
            stroke: colour,
            width: 0,
            points: { show: false },
            ...(bars === undefined ? {} : { paths: bars }),
          })),
        ],
        hooks: {
          setCursor: [
            ({ cursor }) => onHover(cursor.left !== undefined && cursor.left >= 0 ? (cursor.idx ?? null) : null),
          ],
        },
      },
      [names.map((_, column) => column), ...layers.map(({ values }) => [...values])],
      at,
    )
    const watch = new ResizeObserver(() => plot.setSize({ width: at.clientWidth, height: HEIGHT }))
    watch.observe(at)
    return () => {
      watch.disconnect()
      plot.destroy()
    }
  }, [names, layers])
  return <div ref={place} class="usage-plot shrink clip" role="img" aria-label={label} />
}
