import type { InvalidTimeZone } from '../../../domain/usage/errors.js'
import type { ErrorRow } from './error-row.js'

/** An export in a format that there is none of. */
export interface InvalidExportFormat {
  readonly _tag: 'InvalidExportFormat'
}
export const invalidExportFormat: InvalidExportFormat = { _tag: 'InvalidExportFormat' }

/** What can be wrong with a question about usage. */
export type UsageError = InvalidTimeZone | InvalidExportFormat

export const USAGE_ROWS = {
  InvalidTimeZone: { status: 400, text: 'Invalid time zone' },
  InvalidExportFormat: { status: 400, text: 'Invalid format: csv or json' },
} satisfies { readonly [Tag in UsageError['_tag']]: ErrorRow<Extract<UsageError, { readonly _tag: Tag }>> }
