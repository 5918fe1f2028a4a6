import { useMemo, useState } from 'preact/hooks'
import type { ComponentChildren, VNode } from 'preact'
import type { UsageHistory } from './usage.js'
import { messages } from '../app/texts/messages.js'
import { modelColour } from './model-colour.js'
import { daySeries, stacked, type DaySeries, type Measure, type UsageDay } from './usage-series.js'
import { shownTheme } from '../app/appearance.js'
import { lazyPage } from '../ui/lazy-page.js'
import { Segments } from '../ui/segments.js'
import type { PlotProps } from './plot.js'
import { compact, dayWords, modelWords, usd } from './words.js'

const Plot = lazyPage<PlotProps>(
  async () => (await import('./plot.js')).Plot,
  () => <div class="usage-plot shrink clip" />,
)

interface DayProps {
  readonly days: UsageHistory['days']
  readonly onDay: (date: string) => void
}

/** Cost or tokens per day, stacked by model. A press on a column shows the hours of its day. */
export const DayChart = ({ days, onDay }: DayProps): VNode => (
  <UsageChart
    title={messages.value.usagePerDay}
    label={messages.value.usageChart}
    all={messages.value.allDays(days.length)}
    columns={days}
    nameOf={dayWords}
    onPick={onDay}
  />
)

interface ChartProps {
  readonly title: string
  /** Description for screen readers of a measure. */
  readonly label: (measure: string) => string
  /** Name of all columns together. */
  readonly all: string
  /** Descending. `date` is the key of a column. */
  readonly columns: ReadonlyArray<UsageDay>
  readonly nameOf: (date: string, style: 'short' | 'long') => string
  readonly onPick?: (date: string) => void
  readonly children?: ComponentChildren
}

/** Cost or tokens per column, stacked by model. */
export function UsageChart({ title, label, all, columns: days, nameOf, onPick, children }: ChartProps): VNode {
  const m = messages.value
  const [measure, setMeasure] = useState<Measure>('cost')
  const [hovered, setHovered] = useState<number | null>(null)
  const isDark = shownTheme.value === 'dark'
  const series = useMemo(() => daySeries(days, measure), [days, measure])
  const layers = useMemo(() => {
    const colours = series.parts.map(({ model }) => modelColour(model, isDark)).reverse()
    return stacked(series.parts).map((values, index) => ({ colour: colours[index] ?? '', values }))
  }, [series, isDark])
  const names = useMemo(() => series.dates.map((date) => nameOf(date, 'short')), [series])
  const words = measure === 'cost' ? usd : compact

  return (
    <section class="usage-block shrink box-large surface" aria-label={title}>
      <header>
        <h2>{title}</h2>
        <Segments
          label={m.usageMeasure}
          options={[
            ['cost', m.cost],
            ['tokens', m.tokens],
          ]}
          value={measure}
          onChoose={setMeasure}
        />
        {children}
      </header>
      <div
        class={onPick ? 'picks' : ''}
        onClick={() => {
          const date = hovered === null ? undefined : series.dates[hovered]
          if (date !== undefined) onPick?.(date)
        }}
      >
        <Plot label={label(m[measure])} names={names} layers={layers} words={words} onHover={setHovered} />
      </div>
      <Readout series={series} column={hovered} words={words} all={all} nameOf={nameOf} />
    </section>
  )
}

interface ReadoutProps extends Pick<ChartProps, 'all' | 'nameOf'> {
  readonly series: DaySeries
  readonly column: number | null
  readonly words: (value: number) => string
}

/** Values of the day under the pointer, or the totals of all days. */
function Readout({ series: { dates, parts }, column, words, all, nameOf }: ReadoutProps): VNode {
  const isDark = shownTheme.value === 'dark'
  const valueOf = (values: ReadonlyArray<number>): number =>
    column === null ? values.reduce((sum, value) => sum + value, 0) : (values[column] ?? 0)
  const total = parts.reduce((sum, { values }) => sum + valueOf(values), 0)
  const date = column === null ? undefined : dates[column]
  return (
    <dl class="usage-legend flex wrap text-1">
      <div class="usage-legend-total">
        <dt>{date === undefined ? all : nameOf(date, 'long')}</dt>
        <dd>{words(total)}</dd>
      </div>
      {parts.map(({ model, values }) => (
        <div key={model}>
          <dt>
            <i style={{ background: modelColour(model, isDark) }} />
            {modelWords(model)}
          </dt>
          <dd>{words(valueOf(values))}</dd>
        </div>
      ))}
    </dl>
  )
}
