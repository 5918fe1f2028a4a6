import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { FinishCardError } from '../../../../application/board/finish/finish-card.js'
import type { BoardFeature } from '../../../../application/board/board-feature.js'
import { bind, bindAnswer, type Binding } from '../routing/bind.js'
import { RESPONDED_ASYNC, wantsNoWait } from '../routing/prefer.js'
import * as api from './finish.api.js'
import type { AnswerOf } from '../routing/route.js'

export function finishRoutes({ finishes: use, forecastBoard }: BoardFeature): ReadonlyArray<Binding> {
  return [
    bindAnswer(api.finishCard, ({ params: { id }, body: { push = true, line }, caller, request }) =>
      pipe(
        use.finishJobs.begin(id, { pushes: push, ...(line === undefined ? {} : { line }) }, caller),
        TE.flatMap(({ job, end }): TE.TaskEither<FinishCardError, AnswerOf<typeof api.finishCard.answers>> => {
          if (wantsNoWait(request)) {
            const headers = { Location: `/api/board/finishes/${job.id}`, ...RESPONDED_ASYNC }
            return TE.right({ status: 202 as const, body: job, headers })
          }
          return pipe(
            () => end,
            TE.map((finish) => ({ status: 200 as const, body: finish })),
          )
        }),
      ),
    ),
    bind(api.readPreflight, ({ params: { id }, query: { local } }) => use.readPreflight(id, !local)),
    bind(api.commitWorktree, ({ params: { id }, body: { message } }) => use.clearObstacle.commit(id, message)),
    bind(api.stashChanges, ({ params: { id }, body: { place } }) => use.clearObstacle.stash(id, place)),
    bind(api.applyStash, ({ params: { id, stash } }) => use.clearObstacle.applyStash(id, stash)),
    bind(api.updateBase, ({ params: { id } }) => use.clearObstacle.updateBase(id)),
    bind(api.removeWorktree, ({ params: { id }, caller }) => use.removeWorktree(id, caller)),
    bind(api.undoFinish, ({ params: { id }, body: { revert = false }, caller }) => use.undoFinish(id, revert, caller)),
    bind(api.readFinish, ({ params: { id } }) => use.finishJobs.find(id)),
    bind(api.listFinishes, () => use.finishJobs.list),
    bind(
      api.readForecast,
      ({
        query: {
          projectId: [project = '', ...others],
          card,
        },
      }) => forecastBoard(project, others, card),
    ),
  ]
}
