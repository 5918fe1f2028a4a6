import type { IncomingMessage } from 'node:http'
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { BoardFeature } from '../../../../application/board/board-feature.js'
import type { Spawned } from '../../../../application/board/brainstorm-card.js'
import type { Kept, CardQuery } from '../../../../application/board/cards.js'
import type { FinishCardError } from '../../../../application/board/finish/finish-card.js'
import type { AnswerWhenRunning } from '../../../../application/sessions/create-session.js'
import type { Session } from '../../../../domain/sessions/session.js'
import { bind, bindAnswer, type Binding } from '../routing/bind.js'
import { startReply, RESPONDED_ASYNC, wantsNoWait } from '../routing/prefer.js'
import type { QueryOf, AnswerOf } from '../routing/route.js'
import { branchDiffFailed } from './errors.js'
import * as api from './api.js'
import { cardsBytes } from './cards-bytes.js'
import * as finish from './finish.api.js'

export function boardRoutes(use: BoardFeature, answerWhenRunning: AnswerWhenRunning): ReadonlyArray<Binding> {
  return [
    bindAnswer(api.listCards, ({ query: sent, caller }) => async () => {
      const query = cardQuery(sent)
      const listed = await use.listCards(query, caller)()
      if (E.isLeft(listed)) return listed
      // Encoded in slices, and each card once: there may be thousands.
      return E.right({ status: 200 as const, jsonBytes: await cardsBytes(listed.right, query) })
    }),
    bind(api.createCard, ({ body, caller }) => use.createCard(body, caller)),
    bindAnswer(api.changeCard, ({ params: { id }, body: { rev, ...changes }, caller, request }) =>
      pipe(
        use.changeCard(id, changes, revIn(request, rev), caller),
        TE.map((card) => ({ status: 200 as const, body: card })),
        TE.orElseW((error) =>
          error._tag === 'CardConflict' ? TE.right({ status: 409 as const, body: error }) : TE.left(error),
        ),
      ),
    ),
    bindAnswer(api.deleteCard, ({ params: { id }, caller }) =>
      pipe(
        use.deleteCard(id, caller),
        TE.map((kept) =>
          isNothing(kept) ? ({ status: 204, body: undefined } as const) : ({ status: 200, body: kept } as const),
        ),
      ),
    ),
    bind(api.restoreCard, ({ params: { id }, caller }) => use.restoreCard(id, caller)),
    bindAnswer(api.brainstormCard, ({ params: { id }, caller, request }) =>
      startReply(request, answerWhenRunning, (running) => use.brainstormCard(id, caller, running), SPAWNED),
    ),
    bindAnswer(
      api.implementCard,
      ({ params: { id }, body: { allowUnisolated = false, allowBlocked = false }, caller, request }) =>
        startReply(
          request,
          answerWhenRunning,
          (running) => use.implementCard(id, { allowUnisolated, allowBlocked }, caller, running),
          SPAWNED,
        ),
    ),
    bindAnswer(api.collectIdeas, ({ params: { id }, caller, request }) =>
      startReply(request, answerWhenRunning, (running) => use.collectIdeas(id, caller, running), SPAWNED),
    ),
    bind(api.readBranchDiff, ({ params: { id }, query }) =>
      pipe(
        use.diffCard(
          id,
          query.path.filter((path) => path !== '' && !path.includes('\0')),
        ),
        TE.mapLeft((error) => {
          if (error._tag === 'NotComparable') return branchDiffFailed('the branch or its base is not there')
          return error._tag === 'Unavailable' ? branchDiffFailed(error.detail) : error
        }),
      ),
    ),
  ]
}

const isNothing = ({ worktree, branch, rescue }: Kept): boolean =>
  worktree === null && branch === null && rescue.length === 0

type ListQuery = QueryOf<typeof api.listCards.query>

function cardQuery({ projectId, q, archived, limit, before }: ListQuery): CardQuery {
  return {
    projectId: projectId[0] || null,
    text: q[0] ?? '',
    archive: archived ? { limit, before: before[0] || null } : null,
  }
}

const SPAWNED = {
  done: (body: Spawned) => (body.reused ? { status: 200 as const, body } : { status: 201 as const, body }),
  running: ({ name }: Session): Spawned => ({ session: name, reused: false }),
}

/** A revision that is none is that of no card. */
const NO_REVISION = -1

function revIn({ headers }: IncomingMessage, rev: unknown): number | null {
  const tag = headers['if-match']
  if (typeof tag === 'string' && tag !== '*') return Number(/^(?:W\/)?"?(\d+)"?$/.exec(tag)?.[1] ?? NO_REVISION)
  if (rev === undefined || rev === null) return null
  return typeof rev === 'number' ? rev : NO_REVISION
}

export function finishRoutes({ finishes: use, forecastBoard }: BoardFeature): ReadonlyArray<Binding> {
  return [
    bindAnswer(finish.finishCard, ({ params: { id }, body: { push = true, line }, caller, request }) =>
      pipe(
        use.finishJobs.begin(id, { pushes: push, ...(line === undefined ? {} : { line }) }, caller),
        TE.flatMap(({ job, end }): TE.TaskEither<FinishCardError, AnswerOf<typeof finish.finishCard.answers>> => {
          if (wantsNoWait(request)) {
            const headers = { Location: `/api/board/finishes/${job.id}`, ...RESPONDED_ASYNC }
            return TE.right({ status: 202 as const, body: job, headers })
          }
          return pipe(
            () => end,
            TE.map((body) => ({ status: 200 as const, body })),
          )
        }),
      ),
    ),
    bind(finish.readPreflight, ({ params: { id }, query: { local } }) => use.readPreflight(id, !local)),
    bind(finish.commitWorktree, ({ params: { id }, body: { message } }) => use.clearObstacle.commit(id, message)),
    bind(finish.stashChanges, ({ params: { id }, body: { place } }) => use.clearObstacle.stash(id, place)),
    bind(finish.applyStash, ({ params: { id, stash } }) => use.clearObstacle.applyStash(id, stash)),
    bind(finish.updateBase, ({ params: { id } }) => use.clearObstacle.updateBase(id)),
    bind(finish.removeWorktree, ({ params: { id }, caller }) => use.removeWorktree(id, caller)),
    bind(finish.undoFinish, ({ params: { id }, body: { revert = false }, caller }) =>
      use.undoFinish(id, revert, caller),
    ),
    bind(finish.readFinish, ({ params: { id } }) => use.finishJobs.find(id)),
    bind(finish.listFinishes, () => use.finishJobs.list),
    bind(
      finish.readForecast,
      ({
        query: {
          projectId: [project = '', ...others],
          card,
        },
      }) => forecastBoard(project, others, card),
    ),
  ]
}
