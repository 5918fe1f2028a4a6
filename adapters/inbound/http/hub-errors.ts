import type { Tagged } from '../../../domain/shared/tagged.js'
import { APPROVAL_ROWS } from './approvals/errors.js'
import { BACKGROUND_AGENT_ROWS } from './background-agents/errors.js'
import { BOARD_ROWS } from './board/errors.js'
import { CONVERSATION_ROWS } from './conversations/errors.js'
import { BROWSE_ROWS } from './files/browse.errors.js'
import { FILE_ROWS } from './files/errors.js'
import { SESSION_FILE_ROWS } from './files/session-files.errors.js'
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
import { SETTINGS_ROWS } from './settings/errors.js'
import { TOKEN_ROWS } from './tokens/errors.js'
import { UPDATE_ROWS } from './updates/errors.js'
import { USAGE_ROWS } from './usage/errors.js'
import { VOICE_ROWS } from './voice/errors.js'
import { WEBHOOK_ROWS } from './webhooks/errors.js'
import type { HUB_ROUTES } from './hub-routes.js'
import { repliesBy, wordsBy } from './routing/error-row.js'

/** Status and words of every error. Routes may replace the words, never the status. */
const ROWS = {
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

/** Every error that a route or socket answers with. */
export type ErrorTag = keyof typeof ROWS

type NamedIn<Route> = Route extends { readonly errors: infer Errors } ? keyof Errors & string : never

/** Every error that a route names. One without a row does not compile in `hub-api.ts`. */
export type NamedError = Tagged<NamedIn<(typeof HUB_ROUTES)[keyof typeof HUB_ROUTES]>>

/** Reply to a request that failed. */
export const errorReply = repliesBy(ROWS)

/** Status and usual words of errors, for the API document. */
export const errorWords = wordsBy(ROWS)
