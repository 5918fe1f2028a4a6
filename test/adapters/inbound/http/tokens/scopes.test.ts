import * as E from 'fp-ts/lib/Either.js'
import { HUB_ROUTES } from '../../../../../adapters/inbound/http/hub-routes.js'
import type { Route } from '../../../../../adapters/inbound/http/routing/route.js'
import type { ScopeRequest } from '../../../../../domain/access/scope.js'
import { aBoard, aCard } from '../../../../support/cards.js'
import { hubOfSuite } from '../../../../support/fake-hub.js'
import { right } from '../../../../support/results.js'

type RouteName = keyof typeof HUB_ROUTES

const ROUTES = Object.entries(HUB_ROUTES) as ReadonlyArray<readonly [RouteName, Route]>

/** Names in one text. */
const words = (text: string): ReadonlyArray<string> => text.trim().split(/\s+/)

const DOCUMENTS = words('describeApi describeSockets readVersion')
const PUBLIC = words('readPushKey')
const ONE_SESSION = words(
  'readScrollback readScreen readConversation readTimeline readRecording readRecordingPart listPrompts readChanges readLog readBranches readCommit',
)
const ONE_CARD = words('readPreflight readBranchDiff')
const ONE_PROJECT = words('readProject readGlance')

const READS = [
  ...words(
    'listApprovals listDecidedCalls readEarlierPlan readWaitingTime listAlarms readApprovalConfig readPresence readPushPlan listSubscriptions readSnapshot readBoard',
  ),
  ...words('listRules proposeRules listStops'),
  ...words('listSessions readScreens listRecentDirectories readStartFolders listClis listResumes'),
  ...words(
    'searchConversations readPastConversation readConversationText findInConversation readTurnUsage readAbsence readToday readCardTimeline',
  ),
  ...words('listSchedules listPromptTemplates listBackgroundAgents'),
  ...words('listCards listFinishes readFinish readForecast listProjects searchProjects'),
  ...words('listFiles searchFiles readFileMarkers browseFolders'),
  ...words('readUsage exportUsage readUsageCosts readUsageLimits readBudgets'),
  ...words('streamEvents readSettings readServerStatus listUpdates'),
  ...words('listPreviewPorts readPreviewConfig readSimulator readVoice'),
]

/** Routes that an operator alone may call. */
const OPERATOR_ONLY = words('askBeforeTool askForm askPermission recordHook recordStatusLine pairDevice')

interface Holder {
  readonly name: string
  readonly scopes: ReadonlyArray<ScopeRequest>
  readonly allowed: ReadonlyArray<string>
}

const SESSION_WRITES = words(`endSession restoreSession muteSession pinSession chooseResume
  uploadSessionFiles saveSessionImage queuePrompt changePrompt removePrompt sendPrompt typeText`)
const CARD_WRITES = words(`changeCard deleteCard brainstormCard implementCard finishCard undoFinish
  commitWorktree stashChanges applyStash updateBase removeWorktree`)
const ANY = [...DOCUMENTS, ...PUBLIC]

/** Every scope, once on the session or project of the requests and once on another, with all that it may call. */
const HOLDERS: ReadonlyArray<Holder> = [
  {
    name: 'view',
    scopes: [{ kind: 'view' }],
    allowed: [...ANY, ...READS, ...ONE_SESSION, ...ONE_CARD, ...ONE_PROJECT],
  },
  {
    name: 'approve',
    scopes: [{ kind: 'approve' }],
    allowed: [
      ...ANY,
      ...words(
        'listApprovals readEarlierPlan decideApproval holdDecision takeBackDecision subscribePush unsubscribePush testPush',
      ),
      ...words('handOverApproval readPushPlan listSubscriptions'),
    ],
  },
  {
    name: 'drive of the session',
    scopes: [{ kind: 'drive', sessions: ['cc-x'] }],
    allowed: [...ANY, 'listSessions', ...ONE_SESSION, ...SESSION_WRITES],
  },
  {
    name: 'drive of another session',
    scopes: [{ kind: 'drive', sessions: ['cc-other'] }],
    allowed: [...ANY, 'listSessions'],
  },
  {
    name: 'board of the project',
    scopes: [{ kind: 'board', projectId: 'cc-x' }],
    allowed: [
      ...ANY,
      ...words('listCards createCard restoreCard listProjects collectIdeas'),
      ...ONE_CARD,
      ...ONE_PROJECT,
      ...CARD_WRITES,
    ],
  },
  {
    name: 'board of another project',
    scopes: [{ kind: 'board', projectId: 'other' }],
    // A new card names its project in the body, and a deleted card has one; the use cases refuse another one.
    allowed: [...ANY, ...words('listCards createCard restoreCard listProjects')],
  },
  {
    name: 'admin',
    scopes: [{ kind: 'admin' }],
    allowed: ROUTES.map(([name]) => name).filter((name) => !OPERATOR_ONLY.includes(name)),
  },
]

describe('routes by the scopes of a named token', () => {
  for (const { name, scopes, allowed } of HOLDERS) {
    describe(name, () => {
      const hub = hubOfSuite()
      let token: string
      before(async () => {
        const projects = ['cc-x', 'other'].map((id) => ({ id, displayName: id, path: `/work/${id}`, pinned: false }))
        right(await hub.projectStore.update(() => E.right({ projects, hidden: [] }))())
        for (const session of ['cc-x', 'cc-other']) hub.host.controls.startByHand(session)
        const sent = scopes.map((scope) => ({ ...scope }))
        const { json } = await hub.send('POST', '/api/tokens', { body: { label: name, scopes: sent } })
        token = (json as { secret: string }).secret
        hub.host.controls.startByHand('cc-spare')
      })

      /** The session and the card that the paths name are there before every request. */
      const restore = async (): Promise<void> => {
        right(await hub.cards.update(() => E.right(aBoard(aCard({ id: 'cc-x', projectId: 'cc-x' }))))())
      }

      for (const [routeName, route] of orderly(ROUTES)) {
        const isAllowed = allowed.includes(routeName)
        it(`${isAllowed ? 'may' : 'may not'} call ${routeName}`, async () => {
          await restore()
          hub.clock.advance(60_000)
          const { method, path } = route
          const body = method === 'GET' ? undefined : {}
          const { status } = await hub.send(method, path.replace(/:\w+/g, 'cc-x'), { token, body })
          expect(status === 403 ? 'refused' : status === 401 ? 'unknown' : 'let in').to.equal(
            isAllowed ? 'let in' : 'refused',
          )
        })
      }

      it('may not report as a hook of its session, and gets 404 for an unknown path', async () => {
        const headers = { 'X-Penates-Session': 'cc-x' }
        const hook = await hub.send('POST', '/api/hooks/Stop', { token, headers, body: {} })
        expect([hook.status, (await hub.send('GET', '/api/none', { token })).status]).to.deep.equal([403, 404])
      })
    })
  }

  it('are listed for every route', () => {
    const listed = new Set([...HOLDERS.flatMap(({ allowed }) => allowed), ...OPERATOR_ONLY])
    expect(ROUTES.map(([name]) => name).filter((name) => !listed.has(name))).to.deep.equal([])
  })
})

/** The routes with those last that end what the others need. */
function orderly(routes: typeof ROUTES): typeof ROUTES {
  const last = words('endSession forgetSession renameSession revokeToken restartServer forgetProject')
  const isLast = ([name]: (typeof ROUTES)[number]): boolean => last.includes(name)
  return [...routes.filter((one) => !isLast(one)), ...routes.filter(isLast)]
}
