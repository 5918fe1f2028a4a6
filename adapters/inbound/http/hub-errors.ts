import type { Tagged } from '../../../domain/shared/tagged.js'
import { APPROVAL_ROWS } from './approvals/routes.js'
import { BACKGROUND_AGENT_ROWS } from './background-agents/routes.js'
import { BOARD_ROWS } from './board/errors.js'
import { CONVERSATION_ROWS } from './conversations/routes.js'
import { BROWSE_ROWS, FILE_ROWS, SESSION_FILE_ROWS } from './files/errors.js'
import { HOOK_ROWS } from './hooks/routes.js'
import { MATA_ROWS } from './mata/routes.js'
import { PREVIEW_ROWS } from './preview/routes.js'
import { PROJECT_ROWS } from './projects/routes.js'
import { PROMPT_ROWS } from './prompts/routes.js'
import { PUSH_ROWS } from './push/routes.js'
import { RECORDING_ROWS } from './recordings/routes.js'
import { REPO_ROWS } from './repo/errors.js'
import { REQUEST_ROWS } from './routing/errors.js'
import { SERVER_ROWS } from './server/errors.js'
import { SESSION_ROWS } from './sessions/errors.js'
import { SETTINGS_ROWS } from './settings/routes.js'
import { TOKEN_ROWS } from './tokens/routes.js'
import { UPDATE_ROWS } from './updates/routes.js'
import { USAGE_ROWS } from './usage/routes.js'
import { VOICE_ROWS } from './voice/routes.js'
import { WEBHOOK_ROWS } from './webhooks/routes.js'
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
