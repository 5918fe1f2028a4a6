import type { GateWeakened } from '../../../../domain/hooks/errors.js'
import type { UnreadableSettings } from '../../../../domain/hooks/installation.js'
import type { ErrorRows } from '../routing/error-row.js'

/** A coding agent reports without saying for which session, or under a name that cannot be one. */
export interface MissingSessionHeader {
  readonly _tag: 'MissingSessionHeader'
}
export const missingSessionHeader: MissingSessionHeader = { _tag: 'MissingSessionHeader' }

export type HookError = GateWeakened | MissingSessionHeader | UnreadableSettings

export const HOOK_ROWS = {
  GateWeakened: {
    status: 409,
    text: 'gate-weakened',
    more: ({ weaknesses }) => ({
      weaknesses: weaknesses.map(({ file, what }) => `${file.split('/').at(-1) ?? ''}: ${what}`),
    }),
  },
  UnreadableSettings: {
    status: 409,
    text: 'The settings of Claude Code were left alone',
    more: ({ detail }) => ({ detail }),
  },
  MissingSessionHeader: { status: 400, text: 'Missing or invalid X-Penates-Session' },
} satisfies ErrorRows<HookError>
