import * as about from './server/about.api.js'
import * as projects from './projects/api.js'
import * as backgroundAgents from './background-agents/api.js'
import * as board from './board/api.js'
import * as browse from './files/browse.api.js'
import * as finish from './board/finish.api.js'
import * as budgets from './usage/budgets.api.js'
import { listResumes, chooseResume } from './usage/resumes.api.js'
import { readUsageCosts, readUsageLimits } from './usage/limits.api.js'
import * as files from './files/api.js'
import * as events from './events/api.js'
import * as push from './push/api.js'
import * as recordings from './recordings/api.js'
import * as repo from './repo/api.js'
import * as approvals from './approvals/api.js'
import * as hooks from './hooks/api.js'
import * as sessionFiles from './files/session-files.api.js'
import * as server from './server/api.js'
import * as setup from './server/setup.api.js'
import * as usage from './usage/api.js'
import { checkVersion, listUpdates, readVersion, startUpdate } from './updates/api.js'
import { answerStop, listStops, readBoard, readSnapshot, readStartFolders } from './overview/api.js'
import * as sessions from './sessions/api.js'
import * as mata from './mata/api.js'
import * as preview from './preview/api.js'
import * as tokens from './tokens/api.js'
import * as webhooks from './webhooks/api.js'
import * as prompts from './prompts/api.js'
import * as voice from './voice/api.js'
import {
  findInConversation,
  readConversation,
  readConversationText,
  readPastConversation,
  searchConversations,
} from './conversations/api.js'
import { readAbsence, readToday, readCardTimeline, readTimeline } from './timeline/api.js'
import { changeSettings, readSettings } from './settings/api.js'

/** Every route of the hub under the name of what it does. A name is used once. */
export const HUB_ROUTES = {
  ...about,
  ...approvals,
  ...backgroundAgents,
  ...board,
  ...browse,
  replaceBudgets: budgets.replaceBudgets,
  readBudgets: budgets.readBudgets,
  ...events,
  ...finish,
  ...files,
  ...hooks,
  ...projects,
  ...push,
  ...recordings,
  ...repo,
  ...server,
  ...setup,
  ...sessionFiles,
  ...sessions,
  ...mata,
  ...preview,
  ...prompts,
  ...tokens,
  ...voice,
  ...webhooks,
  ...usage,
  changeSettings,
  chooseResume,
  listResumes,
  readAbsence,
  readToday,
  readTimeline,
  readCardTimeline,
  readConversation,
  readPastConversation,
  searchConversations,
  readConversationText,
  findInConversation,
  readSettings,
  checkVersion,
  listUpdates,
  listStops,
  answerStop,
  readBoard,
  readStartFolders,
  readVersion,
  startUpdate,
  readSnapshot,
  readUsageCosts,
  readUsageLimits,
}
