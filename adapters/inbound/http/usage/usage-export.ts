import { providerOf } from '../../../../domain/usage/model.js'
import type { Report } from '../../../../domain/usage/report.js'
import { JSON_TYPE } from '../../../../infrastructure/http/reply.js'
import { SumJson } from './window.codec.js'

export const EXPORT_FORMATS = ['csv', 'json'] as const
export type ExportFormat = (typeof EXPORT_FORMATS)[number]

const TYPES: Readonly<Record<ExportFormat, string>> = {
  csv: 'text/csv; charset=utf-8; header=present',
  json: JSON_TYPE,
}

/** A day of an agent and a model; the oldest comes first. */
type Row = Readonly<Record<string, string | number>>

const COLUMNS: ReadonlyArray<string> = [
  ...['date', 'tz', 'agent', 'provider', 'model', 'input', 'output', 'cacheRead', 'cacheWrite5m', 'cacheWrite1h'],
  ...['tokens', 'unpricedTokens', 'messages', 'errors', 'costUsd'],
]

/** Headers of a file to save, of the days from and to. */
export const exportHeaders = (
  format: ExportFormat,
  { from, to }: { readonly from: string; readonly to: string },
): Readonly<Record<string, string>> => ({
  'Content-Type': TYPES[format],
  'Content-Disposition': `attachment; filename="penates-usage-${from}-${to}.${format}"`,
})

/** A report as the text of a file. */
export const exportText = (report: Report, format: ExportFormat): string =>
  [...(format === 'csv' ? csvPieces(report) : jsonPieces(report))].join('')

function* dayRows({ days, timeZone }: Report): Iterable<ReadonlyArray<Row>> {
  for (const { date, models } of [...days].reverse()) {
    yield models.map((model) => ({
      date,
      tz: timeZone,
      agent: model.agent,
      provider: providerOf(model.model),
      model: model.model,
      unpricedTokens: model.unpricedTokens,
      ...SumJson.encode(model),
    }))
  }
}

function* csvPieces(report: Report): Iterable<string> {
  yield `${COLUMNS.join(',')}\r\n`
  for (const rows of dayRows(report))
    yield rows.map((row) => `${COLUMNS.map((column) => csvCell(row[column] ?? '')).join(',')}\r\n`).join('')
}

/**
 * RFC 4180. Names come from logs and are untrusted: one that a spreadsheet would evaluate as a formula gets a leading
 * apostrophe. OWASP, CSV Injection.
 */
function csvCell(value: string | number): string {
  if (typeof value === 'number') return String(value)
  const text = /^[=+\-@\t\r\n]/.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

function* jsonPieces(report: Report): Iterable<string> {
  const { from, to } = report.window
  yield `{"tz":${JSON.stringify(report.timeZone)},"from":"${from}","to":"${to}","rows":[`
  let separator = '\n'
  for (const rows of dayRows(report)) {
    for (const row of rows) {
      yield separator + JSON.stringify(row)
      separator = ',\n'
    }
  }
  yield '\n]}\n'
}
