import { signal } from '@preact/signals'
import type { Answer, HubFailure } from '../../app/hub/hub.js'
import { messages } from '../../app/texts/messages.js'
import { openBlockers, type Place } from '../board-stages.js'
import { because, failed, hasCode } from '../../app/failed.js'
import { go } from '../../app/router.js'
import { refresh } from '../../app/sessions.js'
import { begin } from '../../app/starts.js'
import { dismiss, toast } from '../../app/toasts.js'
import { askFirst } from './ask.js'
import { boardHere, cards, dropCard, foresee, readCards, shownColumns, takeCard } from '../board-state.js'
import { removeWorktree } from '../finish/finishing.js'
import { cleanupText, keptText } from './kept-words.js'
import { stageName } from '../stage-names.js'
import { begunIn, sendChange, type CardChange, type Changed, type Consent, type HubCard, type Kept } from '../cards.js'
import { ask, client, later } from '../../app/the-hub.js'

/** Ids of cards with a running request. */
export const busy = signal<ReadonlySet<string>>(new Set())

async function during<A>(id: string, work: () => Promise<A>): Promise<A> {
  busy.value = new Set([...busy.value, id])
  const done = await work()
  busy.value = new Set([...busy.value].filter((one) => one !== id))
  return done
}

/** Sends a change and reports a failure as a toast. After a failure the cards are read again. */
export async function changeCard(
  card: HubCard,
  change: CardChange,
  rev: number | null = null,
): Promise<Answer<Changed>> {
  const answer = await sendChange(card.id, change, rev)
  if (answer.ok) takeCard(answer.value.card)
  else {
    failed(messages.value.couldNotChange(card.title), answer.failure)
    await readCards()
  }
  return answer
}

/** Moves a card. Resolves to true when the hub accepted the move. */
export async function placeCard(card: HubCard, { stage, before, after }: Place, endSession = false): Promise<boolean> {
  const isElsewhere = stage !== card.stage
  if (isElsewhere) foresee(card.id, { stage })
  const answer = await changeCard(card, {
    ...(isElsewhere ? { stage } : {}),
    ...(before === undefined ? {} : { before }),
    ...(after === undefined ? {} : { after }),
    ...(endSession ? { endSession } : {}),
  })
  // Cards next to it may have a new position too.
  await readCards()
  if (!answer.ok || answer.value.kind === 'conflict') return false
  const { cleanup } = answer.value
  if (cleanup) {
    const remove = { label: messages.value.removeWorktree, run: () => void removeWorktree(card.id) }
    toast({
      text: cleanupText(card.title, cleanup),
      ...(cleanup.branchReason === 'checked-out' ? { action: remove } : {}),
    })
  }
  if (endSession) void refresh()
  return true
}

/** Position of a card among the shown cards of its column. */
function placeOf({ id, stage }: HubCard): Place {
  const column = shownColumns.value[stage]
  const at = column.findIndex((one) => one.id === id)
  const [former, next] = [column[at - 1], column[at + 1]]
  if (next) return { stage, before: next.id }
  return former ? { stage, after: former.id } : { stage }
}

let moved: number | null = null

/** Moves a card. Undo in the toast moves it back; the toast of the move before goes. */
export async function moveWithUndo(card: HubCard, place: Place): Promise<void> {
  const back = placeOf(card)
  if (!(await placeCard(card, place))) return
  if (moved !== null) dismiss(moved)
  moved = toast({
    text: messages.value.cardMoved(card.title, stageName(place.stage)),
    undo: () => void placeCard({ ...card, stage: place.stage }, back),
  })
}

function started(card: HubCard, session: string): void {
  const m = messages.value
  void refresh()
  void readCards()
  toast({
    text: m.agentStarted(card.title),
    action: {
      label: m.open,
      run: () => go({ page: 'terminal', session }),
    },
  })
}

/** Starts the brainstorming agent, then moves the card to `place` unless it is `null`. */
export const brainstorm = (card: HubCard, place: Place | null): Promise<void> =>
  during(card.id, async () => {
    const notStarted = (failure: HubFailure): void =>
      failed(messages.value.agentNotStarted(card.title), failure, () => void brainstorm(card, place))
    const answer = await begin(
      () => ask(later.brainstormCard({ params: { id: card.id } }), begunIn),
      (failure) => {
        void moveBack(card, place)
        notStarted(failure)
      },
    )
    if (!answer.ok) {
      notStarted(answer.failure)
      return
    }
    if (place) await placeCard(card, place)
    started(card, answer.value.name)
  })

/** Moves the card and starts the implementing agent. Moves the card back when no agent could be started. */
export const implement = (card: HubCard, place: Place | null, consent: Consent): Promise<void> =>
  during(card.id, async () => {
    if (place && !(await placeCard(card, place, true))) return
    const notStarted = async (failure: HubFailure): Promise<void> => {
      await moveBack(card, place)
      refused(card, place, consent, failure)
    }
    const answer = await begin(
      () => ask(later.implementCard({ params: { id: card.id }, body: consent }), begunIn),
      (failure) => void notStarted(failure),
    )
    if (answer.ok) started(card, answer.value.name)
    else await notStarted(answer.failure)
  })

/** Moves a card back from `place`, where its agent did not start. */
const moveBack = async (card: HubCard, place: Place | null): Promise<void> => {
  if (place) await placeCard({ ...card, stage: place.stage }, { stage: card.stage })
}

function refused(card: HubCard, place: Place | null, consent: Consent, failure: HubFailure): void {
  const m = messages.value
  const again = (more: Consent) => (): void => void implement(card, place, { ...consent, ...more })
  if (hasCode(failure, 'CardBlocked')) {
    askFirst({
      card: card.id,
      text: m.askBlocked(blockerTitles(card)),
      kept: m.keptBlocked,
      yes: m.startAnyway,
      run: again({ allowBlocked: true }),
    })
  } else if (hasCode(failure, 'IsolationUnavailable')) {
    askFirst({
      card: card.id,
      text: m.askUnisolated(because(failure)),
      kept: m.keptUnisolated,
      yes: m.workInCheckout,
      destroys: true,
      run: again({ allowUnisolated: true }),
    })
  } else failed(m.agentNotStarted(card.title), failure, again({}))
}

/** Titles of the card's unfinished blockers. */
export const blockerTitles = (card: HubCard): string =>
  openBlockers(card, cards.value ?? new Map<string, HubCard>())
    .map(({ title }) => `“${title}”`)
    .join(', ')

/** Undoes a deletion. The card has its id, its fields and the branch that was kept. */
async function restoreCard({ id, title }: HubCard): Promise<void> {
  const answer = await ask(client.restoreCard({ params: { id } }))
  if (answer.ok) takeCard(answer.value)
  else failed(messages.value.couldNotAddAgain(title), answer.failure)
  // Cards that wait for it have changed too.
  await readCards()
}

/** Deletes a card and shows a toast that lists its remaining worktree and branch. */
export const deleteCard = (card: HubCard): Promise<void> =>
  during(card.id, async () => {
    const m = messages.value
    const answer = await ask(client.deleteCard({ params: { id: card.id } }), (answer): Kept =>
      answer.status === 200 ? answer.body.kept : {},
    )
    if (!answer.ok) {
      failed(m.couldNotDeleteCard(card.title), answer.failure)
      return
    }
    dropCard(card.id)
    const here = boardHere()
    if (here.card === card.id) go({ ...here, card: null, view: 'card' })
    toast({
      text: keptText(card.title, answer.value),
      undo: () => void restoreCard(card),
    })
  })
