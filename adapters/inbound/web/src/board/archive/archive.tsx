import { archiveTexts } from './archive-texts.js'
import '../archive.css'
import { ArrowLeft, Ellipsis, Trash2 } from 'lucide-preact'
import type { VNode } from 'preact'
import { useEffect } from 'preact/hooks'
import type { HubCard } from '../cards.js'
import { locale, messages } from '../../app/texts/messages.js'
import { projectRoute } from '../../app/routing/route.js'
import { MarkdownPreview } from '../../preview/markdown-preview.js'
import { because } from '../../app/failed.js'
import { go } from '../../app/router.js'
import { IconButton } from '../../ui/icon-button.js'
import { toggleMenu, type MenuItem } from '../../ui/menu.js'
import {
  archive,
  archiveFailure,
  bringBack,
  openArchive,
  readOlder,
  readsOlder,
  searchArchive,
} from './archive-state.js'
import { boardHere, projectName } from '../board-state.js'
import { askDelete } from '../card/card-menu.js'
import { QuestionBox } from '../card/question-box.js'
import { stageName } from '../stage-names.js'

const TYPING_PAUSE_MS = 150

/** Moving a card to these stages starts no agent. */
const RESTORE_STAGES = ['idea', 'brainstorming', 'review'] as const

/** Cards that were finished more than 30 days ago, newest first. They can be searched and moved back to the board. */
export function Archive(): VNode {
  const { project, filter } = boardHere()
  useEffect(openArchive, [])
  useEffect(() => {
    const timer = setTimeout(() => searchArchive(project, filter), archive.peek() === null ? 0 : TYPING_PAUSE_MS)
    return () => clearTimeout(timer)
  }, [project, filter])
  return (
    <div class="scroller shrink-y spring scroll relative archive">
      <Listed filter={filter} />
    </div>
  )
}

function Listed({ filter }: { readonly filter: string }): VNode {
  const m = messages.value
  const shown = archive.value
  const failure = archiveFailure.value
  if (shown === null) {
    return failure ? (
      <p class="empty grid gap-12 faint align-centre centre-items">
        {archiveTexts.value.archiveCouldNotLoad(because(failure))}
      </p>
    ) : (
      <div class="spring" />
    )
  }
  if (shown.cards.length === 0)
    return (
      <p class="empty grid gap-12 faint align-centre centre-items">
        {filter === '' ? archiveTexts.value.archiveIsEmpty : m.noMatch(filter)}
      </p>
    )
  return (
    <>
      <ul class="archive-list" aria-label={archiveTexts.value.archive}>
        {shown.cards.map((card) => (
          <ArchivedCard key={card.id} card={card} />
        ))}
      </ul>
      {failure && (
        <p class="fault" role="alert">
          {archiveTexts.value.archiveCouldNotLoad(because(failure))}
        </p>
      )}
      {shown.hasMore ? (
        <button type="button" class="button" disabled={readsOlder.value} onClick={() => void readOlder()}>
          {archiveTexts.value.olderCards}
        </button>
      ) : (
        <p class="hint">{archiveTexts.value.allArchived}</p>
      )}
    </>
  )
}

function ArchivedCard({ card }: { readonly card: HubCard }): VNode {
  const m = messages.value
  const { id, title, theme, projectId, doneAt, implementSummary, notes, branch } = card
  const hasMore = implementSummary !== null || notes !== null
  return (
    <li class="archived-card line-below anywhere">
      <div class="archived-line align-start flex gap-8">
        <span class="archived-title fill medium">{title}</span>
        {theme !== null && <span class="card-theme text-0">{theme}</span>}
        <IconButton
          menu
          icon={Ellipsis}
          label={archiveTexts.value.archiveMenu(title)}
          onPress={({ currentTarget }) => {
            if (currentTarget instanceof HTMLElement) toggleMenu(currentTarget, menuOf(card))
          }}
        />
      </div>
      <p class="hint">
        {[
          projectName(projectId),
          doneAt !== null && archiveTexts.value.doneOn(new Date(doneAt).toLocaleDateString(locale.value)),
          branch,
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
      {hasMore && (
        <details>
          <summary>{m.notes}</summary>
          {implementSummary !== null && <p>{implementSummary}</p>}
          {notes !== null && (
            <MarkdownPreview path="" text={notes} onFile={(path) => go(projectRoute(projectId, 'files', path))} />
          )}
        </details>
      )}
      <QuestionBox card={id} />
    </li>
  )
}

function menuOf(card: HubCard): ReadonlyArray<MenuItem> {
  const m = messages.value
  return [
    ...RESTORE_STAGES.map((stage) => ({
      label: archiveTexts.value.backTo(stageName(stage)),
      icon: ArrowLeft,
      run: () => void bringBack(card, stage),
    })),
    {
      label: m.deleteCard,
      icon: Trash2,
      run: () => askDelete(card),
    },
  ]
}
