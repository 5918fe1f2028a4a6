import { faultText } from '../../../application/shared/errors.js'
import type { Reply } from '../../../infrastructure/http/reply.js'
import type { AppError, ErrorTag } from './app-error.js'
import { APPROVAL_ROWS } from './approvals/errors.js'
import { BACKGROUND_AGENT_ROWS } from './background-agents/errors.js'
import { BOARD_ROWS } from './board/errors.js'
import { CONVERSATION_ROWS } from './conversations/errors.js'
import { BROWSE_ROWS } from './files/browse.errors.js'
import { FILE_ROWS } from './files/errors.js'
import { HOOK_ROWS } from './hooks/errors.js'
import { MATA_ROWS } from './mata/errors.js'
import { PREVIEW_ROWS } from './preview/errors.js'
import { PROJECT_ROWS } from './projects/errors.js'
import { PROMPT_ROWS } from './prompts/errors.js'
import { PUSH_ROWS } from './push/errors.js'
import { RECORDING_ROWS } from './recordings/errors.js'
import { REPO_ROWS } from './repo/errors.js'
import { REQUEST_ROWS } from './routing/errors.js'
import { SERVER_ROWS } from './server/errors.js'
import { SESSION_ROWS } from './sessions/errors.js'
import { SESSION_FILE_ROWS } from './files/session-files.errors.js'
import { SETTINGS_ROWS } from './settings/errors.js'
import { TOKEN_ROWS } from './tokens/errors.js'
import { UPDATE_ROWS } from './updates/errors.js'
import { USAGE_ROWS } from './usage/errors.js'
import { VOICE_ROWS } from './voice/errors.js'
import { WEBHOOK_ROWS } from './webhooks/errors.js'
import type { ErrorRow, ErrorRows } from './routing/error-row.js'

/** Status and words of every error. Routes may replace the words, never the status. */
const ROWS: ErrorRows<AppError> = {
  ...APPROVAL_ROWS,
  ...BACKGROUND_AGENT_ROWS,
  ...BOARD_ROWS,
  ...BROWSE_ROWS,
  ...CONVERSATION_ROWS,
  ...FILE_ROWS,
  ...HOOK_ROWS,
  ...MATA_ROWS,
  ...PREVIEW_ROWS,
  ...PROJECT_ROWS,
  ...PROMPT_ROWS,
  ...PUSH_ROWS,
  ...RECORDING_ROWS,
  ...REPO_ROWS,
  ...REQUEST_ROWS,
  ...SERVER_ROWS,
  ...SESSION_ROWS,
  ...SESSION_FILE_ROWS,
  ...SETTINGS_ROWS,
  ...TOKEN_ROWS,
  ...UPDATE_ROWS,
  ...USAGE_ROWS,
  ...VOICE_ROWS,
  ...WEBHOOK_ROWS,
}

/** Reply for a failed route. `text` replaces the default text. */
export function errorReply(error: AppError, text?: string | null): Reply {
  const row = ROWS[error._tag] as ErrorRow<AppError>
  const usual = typeof row.text === 'string' ? row.text : row.text(error)
  // `text` describes the operation that failed; the default text goes into `detail` as its cause.
  const isReplaced = error._tag === 'Unavailable' && typeof text === 'string'
  return {
    status: row.status,
    headers: row.headers?.(error) ?? {},
    json: { error: text ?? usual, code: error._tag, ...row.more?.(error), ...(isReplaced ? { detail: usual } : {}) },
    ...(error._tag === 'Unavailable' ? { fault: faultText(error) } : {}),
  }
}

/** The status that an error is answered with, for the API document. */
export const statusOf = (tag: ErrorTag): number => ROWS[tag].status

/** The usual words of an error, for the API document; its name where they depend on what happened. */
export function wordsOf(tag: ErrorTag): string {
  const { text } = ROWS[tag]
  return typeof text === 'string' ? text : tag
}
