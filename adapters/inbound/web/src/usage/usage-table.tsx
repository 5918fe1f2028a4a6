import type { ComponentChildren, VNode } from 'preact'
import { useState } from 'preact/hooks'
import { messages } from '../app/texts/messages.js'

export interface Column<Row> {
  readonly title: string
  /** Sort key. Numbers are right-aligned and sorted in descending order first. */
  readonly value: (row: Row) => number | string
  readonly cell: (row: Row) => ComponentChildren
}

interface Props<Row> {
  readonly label: string
  readonly rows: ReadonlyArray<Row>
  readonly columns: ReadonlyArray<Column<Row>>
  readonly keyOf: (row: Row) => string
  /** Index of the initial sort column. */
  readonly by: number
}

/** Number of rows before the table is expanded. */
const FIRST_ROWS = 25

/** Table that can be sorted by each column. */
export function UsageTable<Row>({ label, rows, columns, keyOf, by }: Props<Row>): VNode {
  const m = messages.value
  const [sorted, setSorted] = useState({ by, isTurned: false })
  const [all, setAll] = useState(false)
  const column = columns[sorted.by] ?? columns[0]
  if (rows.length === 0 || column === undefined) return <p class="hint">{m.nothingUsed}</p>
  const ordered = [...rows].sort((one, other) => compare(column.value(one), column.value(other)))
  if (sorted.isTurned) ordered.reverse()
  const classOf = ({ value }: Column<Row>): string =>
    rows.some((row) => typeof value(row) === 'number') ? 'figure' : ''
  const shown = all ? ordered : ordered.slice(0, FIRST_ROWS)

  return (
    <div class="usage-table">
      <table aria-label={label}>
        <thead>
          <tr>
            {columns.map((one, index) => (
              <th
                key={one.title}
                class={classOf(one)}
                scope="col"
                aria-sort={index === sorted.by ? direction(column, rows, sorted.isTurned) : undefined}
              >
                <button
                  type="button"
                  onClick={() => setSorted({ by: index, isTurned: index === sorted.by && !sorted.isTurned })}
                >
                  {one.title}
                </button>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map((row) => (
            <tr key={keyOf(row)}>
              {columns.map((one) => (
                <td key={one.title} class={classOf(one)} data-title={one.title}>
                  {one.cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {ordered.length > shown.length && (
        <button type="button" class="button" onClick={() => setAll(true)}>
          {m.showAll(ordered.length)}
        </button>
      )}
    </div>
  )
}

const compare = (one: number | string, other: number | string): number =>
  typeof one === 'number' && typeof other === 'number' ? other - one : String(one).localeCompare(String(other))

function direction<Row>(
  { value }: Column<Row>,
  [row]: ReadonlyArray<Row>,
  isTurned: boolean,
): 'ascending' | 'descending' {
  const isNumber = row !== undefined && typeof value(row) === 'number'
  return isNumber === isTurned ? 'ascending' : 'descending'
}
