import type { Container } from 'inversify'
import type { Binding } from '../adapters/inbound/http/routing/bind.js'
import { approvalRoutes } from '../adapters/inbound/http/approvals/routes.js'
import { hookRoutes } from '../adapters/inbound/http/hooks/routes.js'
import { boardRoutes } from '../adapters/inbound/http/board/routes.js'
import { budgetRoutes } from '../adapters/inbound/http/usage/budgets.routes.js'
import { resumeRoutes } from '../adapters/inbound/http/usage/resumes.routes.js'
import { limitRoutes } from '../adapters/inbound/http/usage/limits.routes.js'
import { finishRoutes } from '../adapters/inbound/http/board/finish.routes.js'
import { projectRoutes } from '../adapters/inbound/http/projects/routes.js'
import { pushRoutes } from '../adapters/inbound/http/push/routes.js'
import { browseRoutes } from '../adapters/inbound/http/files/browse.routes.js'
import { serverRoutes } from '../adapters/inbound/http/server/routes.js'
import { sessionFileRoutes } from '../adapters/inbound/http/files/session-files.routes.js'
import { updateRoutes } from '../adapters/inbound/http/updates/routes.js'
import { usageRoutes } from '../adapters/inbound/http/usage/routes.js'
import { fileRoutes } from '../adapters/inbound/http/files/routes.js'
import { mataRoutes } from '../adapters/inbound/http/mata/routes.js'
import { voiceRoutes } from '../adapters/inbound/http/voice/routes.js'
import { TOKENS as T } from './tokens.js'

/** The routes of what agents report and ask, and of the answers. */
const agentBindings = (container: Container): ReadonlyArray<Binding> => [
  ...hookRoutes({
    identifySender: container.get(T.identifySender),
    recordHook: container.get(T.recordHook),
    withdrawApprovals: container.get(T.withdrawApprovals),
    askApproval: container.get(T.askApproval),
    answerSigner: container.get(T.answerSigner),
    clearances: container.get(T.clearances),
    watchRuns: container.get(T.watchRuns),
    statusLines: container.get(T.statusLines),
    agentSessions: container.get(T.agentSessions),
  }),
  ...approvalRoutes({
    listApprovals: container.get(T.listApprovals),
    decideApproval: container.get(T.decideApproval),
    configureApprovals: container.get(T.configureApprovals),
    alarms: container.get(T.alarms),
  }),
]

/** The routes of projects and of their plans. */
const projectBindings = (container: Container): ReadonlyArray<Binding> =>
  projectRoutes({
    listProjects: container.get(T.listProjects),
    createProject: container.get(T.createProject),
    searchProjects: container.get(T.searchProjects),
    readProject: container.get(T.readProject),
    changeProject: container.get(T.changeProject),
    forgetProject: container.get(T.forgetProject),
    changePlan: container.get(T.changePlan),
    migratePlan: container.get(T.migratePlan),
    releaseProject: container.get(T.releaseProject),
  })

/** The routes of notifications on devices. */
const pushBindings = (container: Container): ReadonlyArray<Binding> =>
  pushRoutes({
    pushSender: container.get(T.pushSender),
    subscribePush: container.get(T.subscribePush),
    unsubscribePush: container.get(T.unsubscribePush),
    testPush: container.get(T.testPush),
    presence: container.get(T.presence),
    clock: container.get(T.clock),
  })

/** The routes of what else this machine may have: a model that understands speech, an iOS simulator. */
const machineBindings = (container: Container): ReadonlyArray<Binding> => [
  ...voiceRoutes({
    transcriber: container.get(T.transcriber),
    transcribeSpeech: container.get(T.transcribeSpeech),
  }),
  ...mataRoutes({
    watchSimulator: container.get(T.watchSimulator),
    captureSimulator: container.get(T.captureSimulator),
  }),
]

/** The routes of the board. */
const boardBindings = (container: Container): ReadonlyArray<Binding> => [
  ...boardRoutes({
    listCards: container.get(T.listCards),
    createCard: container.get(T.createCard),
    changeCard: container.get(T.changeCard),
    deleteCard: container.get(T.deleteCard),
    brainstormCard: container.get(T.brainstormCard),
    implementCard: container.get(T.implementCard),
    collectIdeas: container.get(T.collectIdeas),
    diffCard: container.get(T.diffCard),
  }),
  ...finishRoutes({
    readPreflight: container.get(T.readPreflight),
    finishJobs: container.get(T.finishJobs),
    undoFinish: container.get(T.undoFinish),
    forecastConflicts: container.get(T.forecastConflicts),
  }),
]

/** The routes of limits, of what agents say they cost, and of budgets. */
const limitBindings = (container: Container): ReadonlyArray<Binding> => [
  ...limitRoutes({ readLimits: container.get(T.readLimits), readCosts: container.get(T.readCosts) }),
  ...budgetRoutes(container.get(T.configureBudgets)),
  ...resumeRoutes(container.get(T.resumeSessions)),
]

/** The routes of what agents have used. */
const usageBindings = (container: Container): ReadonlyArray<Binding> =>
  usageRoutes({ readUsage: container.get(T.readUsage), timeZone: container.get(T.timeZone) })

/** The routes of the files of projects and of sessions. */
const fileBindings = (container: Container): ReadonlyArray<Binding> => [
  ...fileRoutes({
    findPlace: container.get(T.findPlace),
    files: container.get(T.projectFiles),
    listFiles: container.get(T.listFiles),
    openFile: container.get(T.openFile),
    previewFile: container.get(T.previewFile),
    readFileMarkers: container.get(T.readFileMarkers),
    createFile: container.get(T.createFile),
    relocateFile: container.get(T.relocateFile),
    trashFiles: container.get(T.trashFiles),
    receiveUploads: container.get(T.receiveUploads),
  }),
  ...sessionFileRoutes({
    previewSessionFile: container.get(T.previewSessionFile),
    receiveSessionUploads: container.get(T.receiveSessionUploads),
    saveImage: container.get(T.saveImage),
  }),
  ...browseRoutes({ browseFolders: container.get(T.browseFolders), makeFolder: container.get(T.makeFolder) }),
]

/** The routes about the hub's own process and its versions. */
const serverBindings = (container: Container): ReadonlyArray<Binding> => [
  ...updateRoutes({
    versions: container.get(T.versionBook),
    listUpdates: container.get(T.listUpdates),
    startUpdate: container.get(T.startUpdate),
  }),
  ...serverRoutes({
    logHistory: container.get(T.logHistory),
    restartHub: container.get(T.restartHub),
    readServerStatus: container.get(T.readServerStatus),
  }),
]

/** The routes of every feature that needs nothing but what is bound. */
export const featureBindings = (container: Container): ReadonlyArray<Binding> => [
  ...agentBindings(container),
  ...pushBindings(container),
  ...fileBindings(container),
  ...boardBindings(container),
  ...limitBindings(container),
  ...machineBindings(container),
  ...usageBindings(container),
  ...projectBindings(container),
  ...serverBindings(container),
]
