import type { NotExecutable, UpdateGuarded } from '../../../../domain/updates/errors.js'
import type { ErrorRows } from '../routing/error-row.js'

export type UpdateError = NotExecutable | UpdateGuarded

export const UPDATE_ROWS = {
  NotExecutable: { status: 400, text: 'not-executable', more: ({ id }) => ({ id }) },
  UpdateGuarded: { status: 409, text: 'guard', more: ({ reason }) => ({ reason }) },
} satisfies ErrorRows<UpdateError>
