import type { VNode } from 'preact'
import type { UsageHistory } from '../state/usage.js'
import { messages } from '../i18n/messages.js'
import { weekday } from './usage-series.js'
import { compact, dayWords, usd, weekdayWords } from './words.js'

const DAYS = [0, 1, 2, 3, 4, 5, 6]
const HOURS = Array.from({ length: 24 }, (_, hour) => hour)

interface Cell {
  readonly key: string
  readonly column: number
  readonly row: number
  readonly value: number
  readonly tip: string
}

/** Heat map with weeks as columns and days of the week as rows. */
export function CalendarMap({ days }: { readonly days: UsageHistory['days'] }): VNode {
  const oldest = days.at(-1)
  const before = oldest === undefined ? 0 : weekday(oldest.date)
  const cells = [...days].reverse().map((day, index): Cell => ({
    key: day.date,
    column: Math.floor((index + before) / 7),
    row: (index + before) % 7,
    value: day.input + day.output,
    tip: `${dayWords(day.date, 'long')}: ${usd(day.cost)}, ${messages.value.tokenCount(compact(day.input + day.output))}`,
  }))
  return <Heat title={messages.value.calendar} cells={cells} columns={Math.ceil((days.length + before) / 7)} />
}

/** Heat map of the last month with hours as columns and days of the week as rows. */
export function HourMap({ heatmap }: { readonly heatmap: UsageHistory['heatmap'] }): VNode {
  const values = new Map(heatmap.map(({ dow, hour, tokens }) => [dow * 24 + hour, tokens]))
  const cells = DAYS.flatMap((row) =>
    HOURS.map((hour): Cell => {
      const value = values.get(row * 24 + hour) ?? 0
      const tip = `${weekdayWords(row)} ${String(hour)}:00, ${messages.value.tokenCount(compact(value))}`
      return { key: `${row} ${hour}`, column: hour, row, value, tip }
    }),
  )
  return <Heat title={messages.value.hoursOfMonth} cells={cells} columns={24} />
}

interface MapProps {
  readonly title: string
  readonly cells: ReadonlyArray<Cell>
  readonly columns: number
}

function Heat({ title, cells, columns }: MapProps): VNode {
  const most = Math.max(1, ...cells.map(({ value }) => value))
  return (
    <section class="usage-block" aria-label={title}>
      <header>
        <h2>{title}</h2>
      </header>
      <div class="heat" style={{ gridTemplateColumns: `max-content repeat(${columns}, minmax(0, 18px))` }}>
        {DAYS.map((day) => (
          <span key={day} class="heat-day" style={{ gridRow: day + 1 }}>
            {weekdayWords(day)}
          </span>
        ))}
        {cells.map(({ key, column, row, value, tip }) => (
          <span
            key={key}
            class="heat-cell"
            data-tip={tip}
            style={{ gridColumn: column + 2, gridRow: row + 1, '--heat': `${heat(value / most)}%` }}
          />
        ))}
      </div>
    </section>
  )
}

/** Colour percentage of a share. The square root keeps low values visible beside high ones. */
const heat = (share: number): number => (share === 0 ? 0 : Math.round(15 + 85 * Math.sqrt(share)))
