import { pipe } from 'fp-ts/lib/function.js'
import * as E from 'fp-ts/lib/Either.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { ReadUsage } from '../../../application/usage/read-usage.js'
import type { InvalidTimeZone } from '../../../domain/usage/errors.js'
import { parseTimeZone, type TimeZone } from '../../../domain/usage/time-zone.js'
import { bind, type Binding } from './bind.js'
import * as api from './usage.api.js'
import { invalidExportFormat, type InvalidExportFormat } from './usage.errors.js'
import { EXPORT_FORMATS, exportOf, type ExportFormat } from './usage-export.js'
import { usageJson } from './usage-history.codec.js'

/** What the routes of usage drive. */
export interface UsageUseCases {
  readonly readUsage: ReadUsage
  /** Zone of the hub. */
  readonly timeZone: string
}

export function usageRoutes({ readUsage, timeZone }: UsageUseCases): ReadonlyArray<Binding> {
  const zoneOf = (tz: string): E.Either<InvalidTimeZone, TimeZone> => parseTimeZone(tz === '' ? timeZone : tz)

  return [
    bind(api.readUsage, ({ query: { days, tz } }) =>
      pipe(
        TE.fromEither(zoneOf(tz)),
        TE.flatMap((zone) => readUsage.read({ days, timeZone: zone })),
        TE.map((usage) => ({ status: 200, body: usageJson(usage) })),
      ),
    ),
    bind(api.exportUsage, ({ query: { format, days, tz } }) =>
      pipe(
        TE.Do,
        TE.bindW('format', () => TE.fromEither(formatOf(format))),
        TE.bindW('zone', () => TE.fromEither(zoneOf(tz))),
        TE.bindW('usage', ({ zone }) => readUsage.read({ days, timeZone: zone })),
        TE.map(({ usage, format: known }) => ({ status: 200, ...exportOf(usage.report, known) })),
      ),
    ),
  ]
}

const formatOf = (text: string): E.Either<InvalidExportFormat, ExportFormat> => {
  const format = text === '' ? 'csv' : EXPORT_FORMATS.find((known) => known === text)
  return format === undefined ? E.left(invalidExportFormat) : E.right(format)
}
