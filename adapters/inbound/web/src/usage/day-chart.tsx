import { useMemo, useState } from 'preact/hooks'
import type { VNode } from 'preact'
import type { UsageHistory } from '../state/usage.js'
import { messages } from '../i18n/messages.js'
import { modelColour } from './model-colour.js'
import { daySeries, stacked, type DaySeries, type Measure } from './usage-series.js'
import { shownTheme } from '../state/appearance.js'
import { lazyPage } from '../ui/lazy-page.js'
import { Segments } from '../ui/segments.js'
import type { PlotProps } from './plot.js'
import { compact, dayWords, modelWords, usd } from './words.js'

const Plot = lazyPage<PlotProps>(
  async () => (await import('./plot.js')).Plot,
  () => <div class="usage-plot" />,
)

/** Cost or tokens per day, stacked by model. */
export function DayChart({ days }: { readonly days: UsageHistory['days'] }): VNode {
  const m = messages.value
  const [measure, setMeasure] = useState<Measure>('cost')
  const [hovered, setHovered] = useState<number | null>(null)
  const isDark = shownTheme.value === 'dark'
  const series = useMemo(() => daySeries(days, measure), [days, measure])
  const layers = useMemo(() => {
    const colours = series.parts.map(({ model }) => modelColour(model, isDark)).reverse()
    return stacked(series.parts).map((values, index) => ({ colour: colours[index] ?? '', values }))
  }, [series, isDark])
  const names = useMemo(() => series.dates.map((date) => dayWords(date)), [series])
  const words = measure === 'cost' ? usd : compact

  return (
    <section class="usage-block" aria-label={m.usagePerDay}>
      <header>
        <h2>{m.usagePerDay}</h2>
        <Segments
          label={m.usageMeasure}
          options={[
            ['cost', m.cost],
            ['tokens', m.tokens],
          ]}
          value={measure}
          onChoose={setMeasure}
        />
      </header>
      <Plot label={m.usageChart(m[measure])} names={names} layers={layers} words={words} onHover={setHovered} />
      <Readout series={series} column={hovered} words={words} />
    </section>
  )
}

interface ReadoutProps {
  readonly series: DaySeries
  readonly column: number | null
  readonly words: (value: number) => string
}

/** Values of the day under the pointer, or the totals of all days. */
function Readout({ series: { dates, parts }, column, words }: ReadoutProps): VNode {
  const m = messages.value
  const isDark = shownTheme.value === 'dark'
  const valueOf = (values: ReadonlyArray<number>): number =>
    column === null ? values.reduce((all, value) => all + value, 0) : (values[column] ?? 0)
  const total = parts.reduce((all, { values }) => all + valueOf(values), 0)
  const date = column === null ? undefined : dates[column]
  return (
    <dl class="usage-legend">
      <div class="usage-legend-total">
        <dt>{date === undefined ? m.allDays(dates.length) : dayWords(date, 'long')}</dt>
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
