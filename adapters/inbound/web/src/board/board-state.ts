import { computed, signal } from '@preact/signals'
import type { Forecast, HubCard, HubFinish } from './the-board-hub.js'
import type { BoardEvent } from '../state/board-events.js'
import type { HubFailure } from '../hub/hub.js'
import { BOARD, type BoardRoute } from '../routing/board-route.js'
import { columnsOf, filteredCards, type Stage } from './board-stages.js'
import { projects, readProjects } from '../projects/project-list.js'
import { followBoard } from '../state/board-events.js'
import { newest } from '../state/newest.js'
import { route } from '../state/router.js'
import { sessionByName } from '../state/sessions.js'
import { board } from './the-board-hub.js'

/** Every card that is not archived, by its id; `null` before the hub's first answer. */
export const cards = signal<ReadonlyMap<string, HubCard> | null>(null)
/** Why the board could not be read. */
export const boardFailure = signal<HubFailure | null>(null)
/** Ids of cards that somebody else just changed. */
export const freshCards = signal<ReadonlySet<string>>(new Set())
/** The newest finish of each card. */
export const finishes = signal<ReadonlyMap<string, HubFinish>>(new Map())
/** What of a project will collide. */
export const forecasts = signal<ReadonlyMap<string, Forecast>>(new Map())

/** How long what changed stays marked. */
const MARKED_MS = 2_000

/** Where the person is on the board. */
export const boardHere = (): BoardRoute => (route.value.page === 'board' ? route.value : BOARD)

const narrowedTo = computed(() => boardHere().project)
const filteredBy = computed(() => boardHere().filter)

/** What the filter of the address leaves, column by column. */
export const shownColumns = computed(() =>
  columnsOf(filteredCards([...(cards.value?.values() ?? [])], narrowedTo.value, filteredBy.value)),
)

/** How many cards each column holds in all. */
export const columnSizes = computed(() => {
  const sizes: Record<Stage, number> = { idea: 0, brainstorming: 0, implement: 0, review: 0, done: 0 }
  for (const { stage } of cards.value?.values() ?? []) sizes[stage] += 1
  return sizes
})

/** Whether the session of a card runs now. */
export function isLive({ sessionRef }: HubCard): boolean {
  const session = sessionRef === null ? undefined : sessionByName.value.get(sessionRef)
  return session !== undefined && session.status !== 'dormant'
}

export const projectName = (id: string): string =>
  projects.value?.find((project) => project.id === id)?.displayName ?? id

const allCards = newest<ReadonlyMap<string, HubCard>>(cards, async () => {
  const answer = await board.cards()
  boardFailure.value = answer.ok ? null : answer.failure
  return answer.ok ? new Map(answer.value.map((card) => [card.id, card])) : null
})
const allFinishes = newest<ReadonlyMap<string, HubFinish>>(finishes, async () => {
  const answer = await board.finishes()
  // Newest first: the last one that is put in counts.
  return answer.ok ? new Map([...answer.value].reverse().map((finish) => [finish.cardId, finish])) : null
})
const allForecasts = newest<ReadonlyMap<string, Forecast>>(forecasts, async () => {
  const running = [...(cards.value?.values() ?? [])].filter(({ branch }) => branch !== null)
  const read = new Map<string, Forecast>()
  for (const id of new Set(running.map(({ projectId }) => projectId))) {
    const answer = await board.forecast(id)
    if (answer.ok) read.set(id, answer.value)
  }
  return new Map([...forecasts.peek(), ...read])
})

export const readCards = allCards.again

/** Puts a card as the hub told it on the page, unless the page knows a newer one. */
export function takeCard(card: HubCard): void {
  allCards.change((all) => ((all.get(card.id)?.rev ?? 0) > card.rev ? all : new Map(all).set(card.id, card)))
}

export function dropCard(id: string): void {
  allCards.change((all) => new Map([...all].filter(([one]) => one !== id)))
}

/** Shows a card in another way until the hub has answered. */
export function foresee(id: string, change: Partial<HubCard>): void {
  allCards.change((all) => {
    const card = all.get(id)
    return card ? new Map(all).set(id, { ...card, ...change }) : all
  })
}

export function takeFinish(finish: HubFinish): void {
  allFinishes.change((all) => {
    const known = all.get(finish.cardId)
    const isOlder = known !== undefined && known.id !== finish.id && known.startedAt > finish.startedAt
    return isOlder ? all : new Map(all).set(finish.cardId, finish)
  })
}

function takeForecast(forecast: Forecast): void {
  allForecasts.change((all) => new Map(all).set(forecast.projectId, forecast))
}

function mark(id: string): void {
  freshCards.value = new Set([...freshCards.value, id])
  setTimeout(() => {
    freshCards.value = new Set([...freshCards.value].filter((one) => one !== id))
  }, MARKED_MS)
}

function onEvent(event: BoardEvent): void {
  switch (event.type) {
    case 'card-changed':
      if ((cards.peek()?.get(event.card.id)?.rev ?? 0) < event.card.rev) mark(event.card.id)
      takeCard(event.card)
      break
    case 'card-removed':
      dropCard(event.id)
      break
    case 'finish-progress':
      takeFinish(event.finish)
      break
    case 'board-forecast':
      takeForecast(event.forecast)
      break
  }
}

/** Keeps the board true while its page is open. The answer stops it. */
export const openBoard = (): (() => void) =>
  followBoard((event) => {
    if (event !== 'anything') {
      onEvent(event)
      return
    }
    void readProjects()
    void allFinishes.again()
    void readCards().then(allForecasts.again)
  })
