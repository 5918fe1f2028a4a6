import { computed, signal } from '@preact/signals'
import type { Forecast, HubCard, HubFinish } from './cards.js'
import { followBoard, type BoardEvent } from '../app/board-events.js'
import type { Answer, HubFailure } from '../app/hub/hub.js'
import { BOARD, type BoardRoute } from '../app/routing/board-route.js'
import { columnsOf, filteredCards, type Stage } from './board-stages.js'
import { projects, readProjectsBy } from '../app/project-list.js'
import type { DiffSums } from '../diff/diff-file.js'
import { newest } from '../app/newest.js'
import { route } from '../app/router.js'
import { sessionByName } from '../app/sessions.js'
import { wholeBoard } from '../app/whole-board.js'
import { ask, client } from '../app/the-hub.js'

/** All cards that are not archived, by id; `null` before the first response. */
export const cards = signal<ReadonlyMap<string, HubCard> | null>(null)
/** Reason that the last read of the board failed. */
export const boardFailure = signal<HubFailure | null>(null)
/** Ids of cards that another client changed within the last `MARKED_MS`. */
export const freshCards = signal<ReadonlySet<string>>(new Set())
/** Newest finish of each card, by card id. */
export const finishes = signal<ReadonlyMap<string, HubFinish>>(new Map())
/** Predicted merge conflicts, by project id. */
export const forecasts = signal<ReadonlyMap<string, Forecast>>(new Map())

/** Added and removed lines of the branches of cards in review, by card id. */
export const branchSums = signal<ReadonlyMap<string, DiffSums>>(new Map())

/** Duration of the highlight on a changed card. */
const MARKED_MS = 2_000

/** Current board route, or the default route on other pages. */
export const boardHere = (): BoardRoute => (route.value.page === 'board' ? route.value : BOARD)

const narrowedTo = computed(() => boardHere().project)
const filteredBy = computed(() => boardHere().filter)

/** Cards that match the route's project and filter, by column. */
export const shownColumns = computed(() =>
  columnsOf(filteredCards([...(cards.value?.values() ?? [])], narrowedTo.value, filteredBy.value)),
)

/** Number of cards in each column, ignoring the filter. */
export const columnSizes = computed(() => {
  const sizes: Record<Stage, number> = { idea: 0, brainstorming: 0, implement: 0, review: 0, done: 0 }
  for (const { stage } of cards.value?.values() ?? []) sizes[stage] += 1
  return sizes
})

/** True when the card's session is running. */
export function isLive({ sessionRef }: HubCard): boolean {
  const session = sessionRef === null ? undefined : sessionByName.value.get(sessionRef)
  return session !== undefined && session.status !== 'dormant'
}

export const projectName = (id: string): string =>
  projects.value?.find((project) => project.id === id)?.displayName ?? id

const readingBy = (read: () => Promise<Answer<ReadonlyArray<HubCard>>>) => async () => {
  const answer = await read()
  boardFailure.value = answer.ok ? null : answer.failure
  return answer.ok ? new Map(answer.value.map((card) => [card.id, card])) : null
}
const readWholeCards = readingBy(async () => {
  const answer = await wholeBoard.read()
  return answer.ok ? { ok: true, value: answer.value.cards } : answer
})
const allCards = newest<ReadonlyMap<string, HubCard>>(
  cards,
  readingBy(() => ask(client.listCards(), ({ body }) => body.cards)),
)
const allFinishes = newest<ReadonlyMap<string, HubFinish>>(finishes, async () => {
  const read = await wholeBoard.part('finishes')()
  // The hub lists finishes newest first. Reversed, the newest one overwrites the older ones.
  return read && new Map([...read].reverse().map((finish) => [finish.cardId, finish]))
})
const allForecasts = newest<ReadonlyMap<string, Forecast>>(forecasts, async () => {
  const known = new Set(projects.peek()?.map(({ id }) => id))
  const running = [...(cards.peek()?.values() ?? [])].filter(
    ({ branch, projectId }) => branch !== null && known.has(projectId),
  )
  if (running.length === 0) return null
  const unsized = running.filter(isUnsized).slice(0, MAX_SIZED)
  const answer = await ask(
    client.readForecast({
      query: { projectId: [...new Set(running.map(({ projectId }) => projectId))], card: unsized.map(({ id }) => id) },
    }),
  )
  if (!answer.ok) return null
  const { others = [], sizes = [], ...first } = answer.value
  for (const { id, updatedAt } of unsized) sizedAt.set(id, updatedAt)
  if (unsized.length === MAX_SIZED) void allForecasts.again()
  branchSums.value = new Map([...branchSums.peek(), ...sizes.map(({ card, ...sums }) => [card, sums] as const)])
  return new Map([
    ...forecasts.peek(),
    ...[first, ...others].map((forecast) => [forecast.projectId, forecast] as const),
  ])
})

/** Branches whose size is read at once. */
const MAX_SIZED = 100

/** `updatedAt` of each card at the last read of the size of its branch, by card id. */
const sizedAt = new Map<string, string>()
const isUnsized = ({ id, stage, branch, updatedAt }: HubCard): boolean =>
  stage === 'review' && branch !== null && sizedAt.get(id) !== updatedAt

export const readCards = allCards.again

/** Stores a card from the hub unless the page holds a newer revision. */
export function takeCard(card: HubCard): void {
  allCards.change((all) => ((all.get(card.id)?.rev ?? 0) > card.rev ? all : new Map(all).set(card.id, card)))
}

export function dropCard(id: string): void {
  allCards.change((all) => new Map([...all].filter(([one]) => one !== id)))
}

/** Optimistic update: applies a change on the page until the hub has answered. */
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
  setTimeout(() => (freshCards.value = new Set([...freshCards.value].filter((one) => one !== id))), MARKED_MS)
}

function onEvent(event: BoardEvent): void {
  switch (event.type) {
    case 'card-changed':
      if ((cards.peek()?.get(event.card.id)?.rev ?? 0) < event.card.rev) mark(event.card.id)
      takeCard(event.card)
      if (isUnsized(event.card)) void allForecasts.again()
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

/** Updates the board from events while its page is open. Returns an unsubscribe function. */
export const openBoard = (): (() => void) =>
  followBoard((event) => {
    if (event !== 'anything') {
      onEvent(event)
      return
    }
    const listed = readProjectsBy(wholeBoard.part('projects'))
    void allFinishes.again()
    void Promise.all([listed, allCards.againBy(readWholeCards)]).then(allForecasts.again)
  })
