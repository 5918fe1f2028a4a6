import type { VNode } from 'preact'
import { useState } from 'preact/hooks'
import type { UsageHistory } from './usage.js'
import { messages } from '../app/texts/messages.js'
import { weekday } from './usage-series.js'
import { compact, dayWords, monthWords, usd, weekdayWords } from './words.js'

const DAYS = [0, 1, 2, 3, 4, 5, 6]
const HOURS = Array.from({ length: 24 }, (_, hour) => hour)
/** Hours with a label. */
const HOUR_STEP = 6
/** Shares of the legend. */
const LEGEND = [0, 0.1, 0.3, 0.6, 1]

interface Cell {
  readonly key: string
  readonly column: number
  readonly row: number
  readonly value: number
  readonly tip: string
}

interface AxisLabel {
  readonly column: number
  readonly text: string
}

interface CalendarProps {
  readonly days: UsageHistory['days']
  readonly onDay: (date: string) => void
}

/** Heat map with weeks as columns and days of the week as rows. A press shows the hours of a day. */
export function CalendarMap({ days, onDay }: CalendarProps): VNode {
  const oldest = days.at(-1)
  const before = oldest === undefined ? 0 : weekday(oldest.date)
  const cells = [...days].reverse().map((day, index): Cell => ({
    key: day.date,
    column: Math.floor((index + before) / 7),
    row: (index + before) % 7,
    value: day.input + day.output,
    tip: `${dayWords(day.date, 'long')}: ${usd(day.cost)}, ${messages.value.tokenCount(compact(day.input + day.output))}`,
  }))
  return (
    <Heat
      title={messages.value.calendar}
      cells={cells}
      columns={Math.ceil((days.length + before) / 7)}
      labels={monthLabels(cells)}
      onPick={onDay}
    />
  )
}

/** A label at the first column, and at each column in which another month begins. */
function monthLabels(cells: ReadonlyArray<Cell>): ReadonlyArray<AxisLabel> {
  const labels: AxisLabel[] = []
  for (const { key, column } of cells) {
    const text = monthWords(key)
    if (labels.at(-1)?.text !== text) labels.push({ column, text })
  }
  // Two labels need more than a column between them.
  return labels.filter(({ column }, at) => (labels[at + 1]?.column ?? Infinity) - column > 1)
}

/** Heat map of the last month with hours as columns and days of the week as rows. */
export function HourMap({ heatmap }: { readonly heatmap: UsageHistory['heatmap'] }): VNode {
  const values = new Map(heatmap.map(({ dow, hour, tokens }) => [dow * 24 + hour, tokens]))
  const cells = DAYS.flatMap((row) =>
    HOURS.map((hour): Cell => {
      const value = values.get(row * 24 + hour) ?? 0
      const tip = `${weekdayWords(row)} ${hourWords(hour)}, ${messages.value.tokenCount(compact(value))}`
      return { key: `${row} ${hour}`, column: hour, row, value, tip }
    }),
  )
  const labels = HOURS.filter((hour) => hour % HOUR_STEP === 0).map((hour) => ({ column: hour, text: hourWords(hour) }))
  return <Heat title={messages.value.hoursOfMonth} cells={cells} columns={24} labels={labels} />
}

interface MapProps {
  readonly title: string
  readonly cells: ReadonlyArray<Cell>
  readonly columns: number
  readonly labels: ReadonlyArray<AxisLabel>
  /** Called with the key of a pressed cell. */
  readonly onPick?: (key: string) => void
}

/** Cells with axes, a legend and the value of the cell under the pointer, else of the highest one. */
function Heat({ title, cells, columns, labels, onPick }: MapProps): VNode {
  const m = messages.value
  const [pointed, setPointed] = useState<string | null>(null)
  const highest = cells.reduce<Cell | undefined>(
    (best, cell) => (cell.value > (best?.value ?? 0) ? cell : best),
    undefined,
  )
  const most = highest?.value ?? 1
  const shown = cells.find(({ key }) => key === pointed)?.tip
  return (
    <section class="usage-block shrink box-large surface" aria-label={title}>
      <header>
        <h2>{title}</h2>
        <span class="heat-legend cluster faint text-1">
          0
          {LEGEND.map((share) => (
            <i key={share} class="heat-cell" style={{ '--heat': `${heat(share)}%` }} />
          ))}
          {m.tokenCount(compact(highest?.value ?? 0))}
        </span>
      </header>
      <div
        class={`heat grid gap-2 ${onPick ? 'picks' : ''}`}
        style={{ gridTemplateColumns: `max-content repeat(${columns}, minmax(0, 18px))` }}
        onPointerOver={({ target }) => setPointed(keyIn(target))}
        onPointerLeave={() => setPointed(null)}
        onClick={({ target }) => {
          const key = keyIn(target)
          if (key !== null) onPick?.(key)
        }}
      >
        {labels.map(({ column, text }) => (
          <span key={column} class="heat-column text-0 faint nowrap" style={{ gridColumn: column + 2 }}>
            {text}
          </span>
        ))}
        {DAYS.map((day) => (
          <span key={day} class="heat-day text-0 faint" style={{ gridRow: day + 2 }}>
            {weekdayWords(day)}
          </span>
        ))}
        {cells.map(({ key, column, row, value, tip }) => (
          <span
            key={key}
            class="heat-cell"
            data-key={key}
            data-tip={tip}
            style={{ gridColumn: column + 2, gridRow: row + 2, '--heat': `${heat(value / most)}%` }}
          />
        ))}
      </div>
      <p class="hint heat-value">{shown ?? (highest ? m.mostUsed(highest.tip) : m.nothingUsed)}</p>
    </section>
  )
}

const keyIn = (target: EventTarget | null): string | null =>
  target instanceof HTMLElement ? (target.dataset['key'] ?? null) : null

const hourWords = (hour: number): string => `${String(hour)}:00`

/** Colour percentage of a share. The square root keeps low values visible beside high ones. */
const heat = (share: number): number => (share === 0 ? 0 : Math.round(15 + 85 * Math.sqrt(share)))
