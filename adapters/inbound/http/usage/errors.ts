import type { DuplicateBudget, InvalidTimeZone } from '../../../../domain/usage/errors.js'
import type { ErrorRows } from '../routing/error-row.js'

/** An export in a format that there is none of. */
export interface InvalidExportFormat {
  readonly _tag: 'InvalidExportFormat'
}
export const invalidExportFormat: InvalidExportFormat = { _tag: 'InvalidExportFormat' }

/** Errors of usage queries. */
export type UsageError = DuplicateBudget | InvalidTimeZone | InvalidExportFormat

export const USAGE_ROWS = {
  DuplicateBudget: {
    status: 400,
    text: 'Invalid body',
    more: ({ index }) => ({ at: [`budgets.${String(index)}.scope`] }),
  },
  InvalidTimeZone: { status: 400, text: 'Invalid time zone' },
  InvalidExportFormat: { status: 400, text: 'Invalid format: csv or json' },
} satisfies ErrorRows<UsageError>
