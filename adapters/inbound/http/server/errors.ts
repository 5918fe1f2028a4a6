import type { ForeignService, NotInstallable, NotManaged } from '../../../../domain/server/errors.js'
import type { ErrorRows } from '../routing/error-row.js'

export type ServerError = ForeignService | NotInstallable | NotManaged

export const SERVER_ROWS = {
  ForeignService: { status: 409, text: ({ file }) => `${file} was not written by this program` },
  NotInstallable: {
    status: 409,
    text: 'not-installable',
    more: ({ reason }) => ({ reason }),
  },
  NotManaged: { status: 409, text: 'not-managed', more: ({ target, hint }) => ({ target, hint }) },
} satisfies ErrorRows<ServerError>
