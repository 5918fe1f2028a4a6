import type { ScopeNeed } from '../../../domain/access/scope.js'
import { HUB_ROUTES } from './hub-routes.js'
import type { Route } from './routing/route.js'

type Needs = ReadonlyArray<ScopeNeed>

const OPERATOR: Needs = []
const ADMIN: Needs = ['admin']
const VIEW: Needs = ['view']
const ANY: Needs = ['any']
/** Reads one session. */
const SESSION_VIEW: Needs = ['view', 'drive']
const SESSION_DRIVE: Needs = ['drive']
/** Reads the board of one card. */
const CARD_VIEW: Needs = ['view', 'card']
const CARD: Needs = ['card']
const PROJECT_VIEW: Needs = ['view', 'board']

/**
 * Scopes with which named tokens may call each route; a token with `admin` may call all but those of the operator. No
 * scope below `admin` reads contents of files, because they may hold secrets, the hub's own among them.
 */
const ROUTE_SCOPES: Readonly<Record<keyof typeof HUB_ROUTES, Needs>> = {
  // Documents of the API
  describeApi: ANY,
  describeSockets: ANY,
  readVersion: ANY,
  // Tokens
  createToken: ADMIN,
  listTokens: ADMIN,
  revokeToken: ADMIN,
  openPairing: ADMIN,
  pairDevice: OPERATOR,
  // Hooks belong to sessions
  askBeforeTool: OPERATOR,
  askPermission: OPERATOR,
  askForm: OPERATOR,
  recordHook: OPERATOR,
  recordStatusLine: OPERATOR,
  // Push messages carry the right to decide approvals; a subscription ends with the token that made it
  readPresence: VIEW,
  readPushKey: ANY,
  subscribePush: ['approve'],
  unsubscribePush: ['approve'],
  testPush: ['approve'],
  listSubscriptions: ['view', 'approve'],
  readPushPlan: ['view', 'approve'],
  changePushPlan: ADMIN,
  // Webhooks hold secrets and outlive the token
  listWebhooks: ADMIN,
  createWebhook: ADMIN,
  changeWebhook: ADMIN,
  revokeWebhook: ADMIN,
  testWebhook: ADMIN,
  // Approvals
  listApprovals: ['view', 'approve'],
  decideApproval: ['approve'],
  holdDecision: ['approve'],
  takeBackDecision: ['approve'],
  handOverApproval: ['approve'],
  listDecidedCalls: VIEW,
  readEarlierPlan: ['view', 'approve'],
  readWaitingTime: VIEW,
  listAlarms: VIEW,
  acknowledgeAlarm: ADMIN,
  readApprovalConfig: VIEW,
  changeApprovalConfig: ADMIN,
  listRules: VIEW,
  proposeRules: VIEW,
  tryRule: ADMIN,
  addRule: ADMIN,
  removeRule: ADMIN,
  // Everything at once
  readSnapshot: VIEW,
  readBoard: VIEW,
  readStartFolders: VIEW,
  listStops: VIEW,
  answerStop: ADMIN,
  // Sessions
  listSessions: ['view', 'driven-sessions'],
  createSession: ADMIN,
  endSession: SESSION_DRIVE,
  renameSession: ADMIN,
  adoptSession: ADMIN,
  adoptRenamed: ADMIN,
  restoreSession: SESSION_DRIVE,
  muteSession: SESSION_DRIVE,
  pinSession: SESSION_DRIVE,
  forgetSession: ADMIN,
  bringBackSessions: ADMIN,
  dropFadedSessions: ADMIN,
  readScrollback: SESSION_VIEW,
  readScreen: SESSION_VIEW,
  readConversation: SESSION_VIEW,
  readRecording: SESSION_VIEW,
  readRecordingPart: SESSION_VIEW,
  // An agent must not end or delete the record of what it did
  recordSession: ADMIN,
  deleteRecording: ADMIN,
  readAbsence: VIEW,
  readToday: VIEW,
  readCardTimeline: VIEW,
  readTimeline: SESSION_VIEW,
  listPrompts: SESSION_VIEW,
  queuePrompt: SESSION_DRIVE,
  changePrompt: SESSION_DRIVE,
  removePrompt: SESSION_DRIVE,
  sendPrompt: SESSION_DRIVE,
  typeText: SESSION_DRIVE,
  // A run must not schedule itself: agents may hold tokens of sessions
  listSchedules: VIEW,
  addSchedule: ADMIN,
  changeSchedule: ADMIN,
  runSchedule: ADMIN,
  removeSchedule: ADMIN,
  // A person sends the text of a template to any session: agents must not write it
  listPromptTemplates: VIEW,
  addPromptTemplate: ADMIN,
  changePromptTemplate: ADMIN,
  removePromptTemplate: ADMIN,
  readPastConversation: VIEW,
  readConversationText: VIEW,
  findInConversation: VIEW,
  readTurnUsage: VIEW,
  searchConversations: VIEW,
  readScreens: VIEW,
  listRecentDirectories: VIEW,
  listClis: VIEW,
  chooseResume: SESSION_DRIVE,
  listResumes: VIEW,
  listBackgroundAgents: VIEW,
  openBackgroundAgent: ADMIN,
  stopBackgroundAgent: ADMIN,
  // Files and repositories of sessions
  readSessionFile: ADMIN,
  uploadSessionFiles: SESSION_DRIVE,
  saveSessionImage: SESSION_DRIVE,
  readChanges: SESSION_VIEW,
  readLog: SESSION_VIEW,
  readBranches: SESSION_VIEW,
  readCommit: SESSION_VIEW,
  stageChanges: ADMIN,
  unstageChanges: ADMIN,
  stageHunk: ADMIN,
  unstageHunk: ADMIN,
  discardChange: ADMIN,
  restoreDiscarded: ADMIN,
  commitStaged: ADMIN,
  // Board
  listCards: ['view', 'boards'],
  createCard: ['boards'],
  changeCard: CARD,
  deleteCard: CARD,
  restoreCard: ['boards'],
  brainstormCard: CARD,
  implementCard: CARD,
  finishCard: CARD,
  undoFinish: CARD,
  commitWorktree: CARD,
  stashChanges: CARD,
  applyStash: CARD,
  updateBase: CARD,
  removeWorktree: CARD,
  readPreflight: CARD_VIEW,
  readBranchDiff: CARD_VIEW,
  collectIdeas: ['board'],
  listFinishes: VIEW,
  readFinish: VIEW,
  readForecast: VIEW,
  // Projects
  listProjects: ['view', 'boards'],
  searchProjects: VIEW,
  readProject: PROJECT_VIEW,
  readGlance: PROJECT_VIEW,
  createProject: ADMIN,
  changeProject: ADMIN,
  forgetProject: ADMIN,
  changePlan: ADMIN,
  releasePlan: ADMIN,
  undoRelease: ADMIN,
  migratePlan: ADMIN,
  // Files of projects: names are shown, contents are not
  listFiles: VIEW,
  searchFiles: VIEW,
  readFileMarkers: VIEW,
  readFile: ADMIN,
  readFileContent: ADMIN,
  downloadFile: ADMIN,
  createFile: ADMIN,
  createFileOrFolder: ADMIN,
  createFolder: ADMIN,
  relocateFile: ADMIN,
  trashFiles: ADMIN,
  uploadFiles: ADMIN,
  browseFolders: VIEW,
  makeFolder: ADMIN,
  // Usage
  readUsage: VIEW,
  exportUsage: VIEW,
  readUsageCosts: VIEW,
  readUsageLimits: VIEW,
  readBudgets: VIEW,
  replaceBudgets: ADMIN,
  // The hub itself; its log may name what no token is to know
  streamEvents: VIEW,
  readSettings: VIEW,
  changeSettings: ADMIN,
  readServerStatus: VIEW,
  readServerLogs: ADMIN,
  restartServer: ADMIN,
  readSetup: ADMIN,
  installHooks: ADMIN,
  installService: ADMIN,
  listUpdates: VIEW,
  checkVersion: ADMIN,
  startUpdate: ADMIN,
  // Previews, simulator, speech
  listPreviewPorts: VIEW,
  readPreviewConfig: VIEW,
  selectPreview: ADMIN,
  readSimulator: VIEW,
  controlSimulator: ADMIN,
  captureSimulator: ADMIN,
  readVoice: VIEW,
  transcribeSpeech: ADMIN,
}

const nameOf = ({ method, path }: Pick<Route, 'method' | 'path'>): string => `${method} ${path}`

const BY_NAME: ReadonlyMap<string, Needs> = new Map(
  (Object.entries(ROUTE_SCOPES) as ReadonlyArray<[keyof typeof HUB_ROUTES, Needs]>).map(([name, needs]) => [
    nameOf(HUB_ROUTES[name]),
    needs,
  ]),
)

/** Needs of a route; none, which admits no named token, for one that the table does not name. */
export const scopesOf = (route: Pick<Route, 'method' | 'path'>): Needs => BY_NAME.get(nameOf(route)) ?? OPERATOR
