import type { NotManaged } from '../../../../domain/server/errors.js'
import type { ErrorRows } from '../routing/error-row.js'

export type ServerError = NotManaged

export const SERVER_ROWS = {
  NotManaged: { status: 409, text: 'not-managed', more: ({ target, hint }) => ({ target, hint }) },
} satisfies ErrorRows<ServerError>
