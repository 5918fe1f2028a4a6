import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { BoardFeature } from '../../../../application/board/board-feature.js'
import type { ProjectsFeature } from '../../../../application/projects/projects-feature.js'
import type { ListStartFolders } from '../../../../application/overview/list-start-folders.js'
import type { AnswerStop } from '../../../../application/overview/answer-stop.js'
import type { ListStops } from '../../../../application/overview/list-stops.js'
import type { ReadSnapshot } from '../../../../application/overview/read-snapshot.js'
import type { AgentClis } from '../../../../application/agents/agent-cli.port.js'
import { offeredPrograms } from '../../../../domain/agents/agent-program.js'
import { cardsBytes } from '../board/cards-bytes.js'
import { approvalListContent } from '../approvals/list-content.js'
import { bind, bindAnswer, type Binding } from '../routing/bind.js'
import {
  answerStop as answerStopRoute,
  BoardPartsJson,
  listStops,
  readBoard,
  readSnapshot,
  readStartFolders,
  SnapshotJson,
} from './api.js'

export interface OverviewRouteArgs {
  readonly agents: AgentClis
  readonly readSnapshot: ReadSnapshot
  readonly listStartFolders: ListStartFolders
  readonly listStops: ListStops
  readonly answerStop: AnswerStop
  readonly board: BoardFeature
  readonly projects: Pick<ProjectsFeature, 'listProjects'>
}

/** End of the JSON of a snapshot without approvals. */
const EMPTY_END = ']}'

/** Cards of the board. */
const ALL_CARDS = { projectId: null, text: '', archive: null }

export function overviewRoutes({
  agents,
  readSnapshot: read,
  listStartFolders,
  listStops: list,
  answerStop,
  board,
  projects,
}: OverviewRouteArgs): ReadonlyArray<Binding> {
  const clis = offeredPrograms(agents)
  return [
    bindAnswer(readSnapshot, () => async () => {
      const snapshot = await read()
      if (E.isLeft(snapshot)) return snapshot
      const { approvals, ...rest } = snapshot.right
      const bare = JSON.stringify(SnapshotJson.encode({ ...rest, clis, approvals: [] }))
      const head = Buffer.from(bare.slice(0, -EMPTY_END.length))
      return E.right({ status: 200, jsonContent: await approvalListContent(approvals, head) } as const)
    }),
    bind(readStartFolders, ({ query: { path } }) => listStartFolders(path)),
    bind(listStops, () => list),
    bind(answerStopRoute, ({ body: { id, answer }, caller }) => answerStop(id, answer, caller)),
    bindAnswer(readBoard, ({ caller }) =>
      pipe(
        TE.Do,
        TE.apS('projects', projects.listProjects),
        TE.apS('finishes', board.finishes.finishJobs.list),
        TE.apS('listed', board.listCards(ALL_CARDS, caller)),
        TE.chainTaskK(({ listed, ...parts }) => async () => {
          const bare = JSON.stringify(BoardPartsJson.encode(parts))
          const cards = await cardsBytes(listed, ALL_CARDS)
          return Buffer.concat([Buffer.from(`${bare.slice(0, -1)},`), cards.subarray(1)])
        }),
        TE.map((jsonBytes) => ({ status: 200, jsonBytes })),
      ),
    ),
  ]
}
