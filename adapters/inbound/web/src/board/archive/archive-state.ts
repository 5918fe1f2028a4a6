import { archiveTexts } from './archive-texts.js'
import { signal } from '@preact/signals'
import type { Answer, HubFailure } from '../../app/hub/hub.js'
import { messages } from '../../app/texts/messages.js'
import type { Stage } from '../board-stages.js'
import { followBoard } from '../../app/board-events.js'
import { failed } from '../../app/failed.js'
import { newest } from '../../app/newest.js'
import { go } from '../../app/router.js'
import { toast } from '../../app/toasts.js'
import { BOARD } from '../../app/routing/board-route.js'
import { takeCard } from '../board-state.js'
import { stageName } from '../stage-names.js'
import { sendChange, type HubCard } from '../cards.js'
import { ask, client } from '../../app/the-hub.js'

/** Archived cards, newest first. */
export interface ArchivePage {
  readonly cards: ReadonlyArray<HubCard>
  readonly hasMore: boolean
}

/** Cards per request: a few screens. */
const ARCHIVE_PAGE = 50

/** Loaded part of the archive; `null` before the first response. */
export const archive = signal<ArchivePage | null>(null)
/** Reason that the last read of the archive failed. */
export const archiveFailure = signal<HubFailure | null>(null)
/** True while older cards are being loaded. */
export const readsOlder = signal(false)

/** Project, or `''` for all, and words that each card contains. */
let query = { project: '', filter: '' }

/** Cards older than the card `before`. */
const readPage = ({ project, filter }: typeof query, before?: string): Promise<Answer<ArchivePage>> =>
  ask(
    client.listCards({
      query: {
        archived: true,
        limit: ARCHIVE_PAGE,
        ...(project === '' ? {} : { projectId: [project] }),
        ...(filter === '' ? {} : { q: [filter] }),
        ...(before === undefined ? {} : { before: [before] }),
      },
    }),
    ({ body: { cards, hasMore = false } }) => ({ cards, hasMore }),
  )

const reading = newest(archive, async () => {
  const asked = query
  const answer = await readPage(asked)
  if (asked !== query) return null
  archiveFailure.value = answer.ok ? null : answer.failure
  return answer.ok ? answer.value : null
})

/** Starts a new query and loads its newest cards. */
export function searchArchive(project: string, filter: string): void {
  query = { project, filter }
  reading.forget()
  void reading.again()
}

export async function readOlder(): Promise<void> {
  const asked = query
  const last = archive.value?.cards.at(-1)
  if (!last || readsOlder.value) return
  readsOlder.value = true
  const answer = await readPage(asked, last.id)
  readsOlder.value = false
  if (asked !== query) return
  archiveFailure.value = answer.ok ? null : answer.failure
  if (answer.ok) reading.change((so) => joined(so, answer.value))
}

/** Concatenates two pages. Cards that are in both appear once. */
function joined({ cards }: ArchivePage, older: ArchivePage): ArchivePage {
  const known = new Set(cards.map(({ id }) => id))
  return { cards: [...cards, ...older.cards.filter(({ id }) => !known.has(id))], hasMore: older.hasMore }
}

function drop(id: string): void {
  reading.change(({ cards, hasMore }) => ({ cards: cards.filter((card) => card.id !== id), hasMore }))
}

/** Updates the archive from events while its page is open. Returns an unsubscribe function. */
export const openArchive = (): (() => void) =>
  followBoard((event) => {
    if (event === 'anything') void reading.again()
    else if (event.type === 'card-removed') drop(event.id)
    else if (event.type === 'card-changed' && event.card.stage !== 'done') drop(event.card.id)
  })

/** Moves a card back to the board. No agent is started. */
export async function bringBack(card: HubCard, stage: Stage): Promise<void> {
  const m = messages.value
  const answer = await sendChange(card.id, { stage }, null)
  if (!answer.ok) {
    failed(archiveTexts.value.couldNotBringBack(card.title), answer.failure)
    return
  }
  takeCard(answer.value.card)
  drop(card.id)
  const open = (): void => go({ ...BOARD, card: card.id })
  toast({ text: archiveTexts.value.broughtBack(card.title, stageName(stage)), action: { label: m.open, run: open } })
}
