import './board.css'
import '../diff/diff.css'
import '../projects/projects.css'
import type { VNode } from 'preact'
import { useEffect } from 'preact/hooks'
import { messages } from '../app/texts/messages.js'
import { NEW_PROJECT } from '../app/routing/route.js'
import { projects } from '../app/project-list.js'
import { ProjectShell } from '../projects/project-shell.js'
import { isNarrow } from '../app/appearance.js'
import { because } from '../app/failed.js'
import { lazyPage } from '../ui/lazy-page.js'
import { Link } from '../ui/link.js'
import { BoardColumns } from './columns/board-columns.js'
import { BoardFilter, BoardHead } from './board-head.js'
import { boardFailure, boardHere, cards, openBoard } from './board-state.js'
import { FinishDialog } from './finish/finish-dialog.js'
import { finishOf } from './finish/finishing.js'
import type { HubCard } from './cards.js'

const LazyReview = lazyPage<{ readonly card: HubCard }>(async () => (await import('./review/review.js')).Review)
const CardSheet = lazyPage<{ readonly card: HubCard }>(async () => (await import('./card/card-sheet.js')).CardSheet)
const Archive = lazyPage<object>(async () => (await import('./archive/archive.js')).Archive)

/** Board with the cards of all projects, from idea to done, or of the project whose tab it is. */
export function BoardPage(): VNode {
  useEffect(openBoard, [])
  const { card, view, project, isInProject } = boardHere()
  const finished = finishOf.value === null ? undefined : cards.value?.get(finishOf.value)
  const opened = card === null ? undefined : cards.value?.get(card)
  return (
    <>
      {view === 'review' && opened ? (
        <LazyReview key={opened.id} card={opened} />
      ) : isInProject ? (
        <ProjectShell key={project} id={project} tab="board" tools={<BoardFilter />}>
          {() => <Cards />}
        </ProjectShell>
      ) : (
        <>
          <BoardHead />
          <Cards />
        </>
      )}
      {isNarrow.value && opened && view === 'card' && <CardSheet card={opened} />}
      {finished && <FinishDialog key={finished.id} card={finished} />}
    </>
  )
}

const Cards = (): VNode => (boardHere().view === 'archive' ? <Archive /> : <Columns />)

function Columns(): VNode {
  const m = messages.value
  const failure = boardFailure.value
  if (cards.value === null) {
    return failure ? (
      <p class="empty grid gap-12 faint align-centre centre-items">{m.boardCouldNotLoad(because(failure))}</p>
    ) : (
      <div class="spring" />
    )
  }
  if (projects.value?.length === 0 && cards.value.size === 0) {
    return (
      <div class="empty grid gap-12 faint align-centre centre-items">
        <p>{m.boardNeedsProject}</p>
        <Link to={NEW_PROJECT} class="button primary">
          {m.newProject}
        </Link>
      </div>
    )
  }
  return <BoardColumns />
}
