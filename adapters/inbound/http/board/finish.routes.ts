import type { IncomingMessage } from 'node:http'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { FinishCardError } from '../../../../application/board/finish-card.js'
import type { FinishesFeature } from '../../../../application/board/finishes-feature.js'
import { NO_CLEANUP } from '../../../../domain/board/finish.js'
import { bindAnswer, type Binding } from '../routing/bind.js'
import * as api from './finish.api.js'
import type { AnswerOf } from '../routing/route.js'
import { finishedJson, finishJson, forecastJson, preflightJson, undoneJson } from './finish.codec.js'

export function finishRoutes(use: FinishesFeature): ReadonlyArray<Binding> {
  return [
    bindAnswer(api.finishCard, ({ params: { id }, body: { push = true }, caller, request }) =>
      pipe(
        use.finishJobs.begin(id, push, caller),
        TE.flatMap(({ job, end }): TE.TaskEither<FinishCardError, AnswerOf<typeof api.finishCard.answers>> => {
          if (wantsNoWait(request)) {
            const headers = { Location: `/api/board/finishes/${job.id}`, 'Preference-Applied': 'respond-async' }
            return TE.right({ status: 202 as const, body: finishJson(job), headers })
          }
          return pipe(
            () => end,
            TE.map((finish) => ({ status: 200 as const, body: finishedJson(finish, NO_CLEANUP) })),
          )
        }),
      ),
    ),
    bindAnswer(api.readPreflight, ({ params: { id }, query: { local } }) =>
      pipe(
        use.readPreflight(id, !local),
        TE.map((preflight) => ({ status: 200, body: preflightJson(preflight) })),
      ),
    ),
    bindAnswer(api.undoFinish, ({ params: { id }, body: { revert = false }, caller }) =>
      pipe(
        use.undoFinish(id, revert, caller),
        TE.map((undone) => ({ status: 200, body: undoneJson(undone) })),
      ),
    ),
    bindAnswer(api.readFinish, ({ params: { id } }) =>
      pipe(
        use.finishJobs.find(id),
        TE.map((finish) => ({ status: 200, body: finishJson(finish) })),
      ),
    ),
    bindAnswer(api.listFinishes, () =>
      pipe(
        use.finishJobs.list,
        TE.map((finishes) => ({ status: 200, body: { finishes: finishes.map(finishJson) } })),
      ),
    ),
    bindAnswer(api.readForecast, ({ query: { projectId } }) =>
      pipe(
        use.forecastConflicts(projectId[0] ?? ''),
        TE.map((forecast) => ({ status: 200 as const, body: forecastJson(forecast) })),
        TE.orElseW((error) =>
          error._tag === 'NotARepository'
            ? TE.right({ status: 200 as const, body: { ...NO_FORECAST, projectId: projectId[0] ?? '' } })
            : TE.left(error),
        ),
      ),
    ),
  ]
}

const NO_FORECAST = { base: '', collisions: [], withBase: [], order: [] }

/** RFC 7240, `respond-async`. */
const wantsNoWait = ({ headers }: IncomingMessage): boolean =>
  [headers['prefer'] ?? ''].flat().some((value) => /(?:^|[,;\s])respond-async(?:$|[,;\s])/i.test(value))
