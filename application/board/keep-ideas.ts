import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { Board } from '../../domain/board/card.js'
import { ideaDraft } from '../../domain/board/plan-entry.js'
import { addCard, newCard } from '../../domain/board/changes.js'
import type { KeepIdeas } from '../projects/migrate-plan.js'
import type { AttentionFeature } from '../attention/attention-feature.js'
import { makeWriteBoard } from './write-board.js'
import type { BoardSteps, BoardPorts } from './ports.js'

/** Adds a card for each idea in one write. A card of the project with that title is there from an earlier try. */
export function makeKeepIdeas(deps: Pick<BoardSteps, 'writeBoard' | 'clock' | 'secrets'>): KeepIdeas {
  const { writeBoard, clock, secrets } = deps
  return (projectId, ideas, origin) =>
    pipe(
      writeBoard<never>(
        (board) =>
          E.right(
            ideas.reduce((so: Board, idea) => {
              const draft = ideaDraft(projectId, idea)
              const isThere = so.cards.some((card) => card.projectId === projectId && card.title === draft?.title)
              if (draft === null || isThere) return so
              const added = addCard(so, newCard(so, secrets.newId(), draft, clock.now()))
              return E.isRight(added) ? added.right : so
            }, board),
          ),
        { client: origin, principal: { kind: 'operator' } },
      ),
      TE.asUnit,
    )
}

/** The same for a feature that the board itself needs. */
export const makeKeepIdeasOnBoard = ({
  attention,
  ...deps
}: Pick<BoardPorts, 'clock' | 'secrets'> &
  Pick<BoardPorts, 'cards' | 'host' | 'feed' | 'clock' | 'directory' | 'record'> & {
    readonly attention: Pick<AttentionFeature, 'agentSessions'>
  }): KeepIdeas => makeKeepIdeas({ ...deps, writeBoard: makeWriteBoard({ ...deps, ...attention }) })
