import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { Container } from 'inversify'
import type { BoardCaller } from '../../application/board/board-caller.js'
import { THE_HUB } from '../../application/shared/audit-log.port.js'
import type { Features } from './hub-features.js'
import { TOKENS as T } from './tokens.js'

/** Caller of the operations: the program that embeds the hub. */
const OPERATOR: BoardCaller = { ...THE_HUB, principal: { kind: 'operator' }, client: null }

/** Use cases of the features in a container. */
export function featuresOf(container: Container): Features {
  const sessions = container.get(T.sessions)
  const board = container.get(T.board)
  const projects = container.get(T.projects)
  const { desk } = container.get(T.approvals)
  const directory = container.get(T.sessionDirectory)
  const settings = container.get(T.settings)
  const webhooks = container.get(T.webhooks)
  const { openTerminal } = container.get(T.terminal)
  return {
    sessions: {
      list: container.get(T.readSessionList),
      create: (request) => sessions.createSession(request, OPERATOR),
      kill: (name) => board.endWorktreeSession(name, { keep: false }, OPERATOR),
      rename: (name, newName) => sessions.renameSession(name, newName, OPERATOR),
      restore: (name, command) => sessions.restoreSession(name, OPERATOR, { command }),
      adopt: (name) => sessions.adoptSession(name, OPERATOR),
      mark: sessions.markSession,
      forget: sessions.forgetSession,
      scrollback: sessions.readScrollback,
      attach: (request, viewer) => openTerminal(request, viewer, OPERATOR),
    },
    board: {
      list: (query) => board.listCards(query, OPERATOR),
      create: (raw) => board.createCard(raw, OPERATOR),
      change: (id, raw, rev) => board.changeCard(id, raw, rev, OPERATOR),
      delete: (id) => board.deleteCard(id, OPERATOR),
      brainstorm: (id) => board.brainstormCard(id, OPERATOR),
      implement: (id, consent) => board.implementCard(id, consent, OPERATOR),
      finish: (id, options) => board.finishes.finishCard(id, options, OPERATOR),
      undo: (id, mayRevert) => board.finishes.undoFinish(id, mayRevert, OPERATOR),
    },
    projects: {
      list: pipe(
        projects.listProjects,
        TE.map((details) => details.map(({ project }) => project)),
      ),
      create: (displayName, path) => projects.createProject({ displayName, path }, null),
    },
    approvals: {
      ask: (source) => desk.ask({ ...source, session: directory.idOf(source.session) }),
      decide: (id, request) =>
        desk.decide(id, request, { caller: OPERATOR, client: null, isOperator: true, secret: null }),
      list: desk.list.now,
    },
    usage: { read: container.get(T.usage).readUsage },
    webhooks: {
      list: webhooks.listWebhooks,
      create: (draft) => webhooks.createWebhook(draft, OPERATOR),
      change: (id, changes) => webhooks.changeWebhook(id, changes, OPERATOR),
      revoke: (id) => webhooks.revokeWebhook(id, OPERATOR),
      test: (id) => webhooks.testWebhook(id, OPERATOR),
    },
    settings: { read: settings.readSettings, change: (raw) => settings.changeSettings(raw, OPERATOR) },
    events: container.get(T.feed),
  }
}
