import { computed, signal } from '@preact/signals'
import { STAGES, type Stage } from '../../../../../domain/board/card.js'
import { followBoard } from '../app/board-events.js'
import { newest } from '../app/newest.js'
import { needOf, type Need } from '../app/session-order.js'
import { sessions } from '../app/sessions.js'
import { readHistory } from '../usage/usage.js'
import { wholeBoard } from '../app/whole-board.js'
import { readProjectsBy } from '../app/project-list.js'

/** States of agents in the order of the row. */
export const COUNTED_NEEDS = ['waiting', 'failed', 'retrying', 'working', 'idle'] as const satisfies ReadonlyArray<Need>
/** Stages of cards that are not done, in the order of the row. */
export const OPEN_STAGES = STAGES.filter((stage) => stage !== 'done')

type Counts<Key> = ReadonlyMap<string, ReadonlyMap<Key, number>>

function counted<Key>(all: Iterable<readonly [project: string, key: Key]>): Counts<Key> {
  const counts = new Map<string, Map<Key, number>>()
  for (const [project, key] of all) {
    const of = counts.get(project) ?? new Map<Key, number>()
    counts.set(project, of.set(key, (of.get(key) ?? 0) + 1))
  }
  return counts
}

/** Agents by project and state. */
export const agentCounts = computed(() =>
  counted(
    (sessions.value ?? []).flatMap((session) =>
      session.project === null ? [] : [[session.project.id, needOf(session)] as const],
    ),
  ),
)

interface PlacedCard {
  readonly projectId: string
  readonly stage: Stage
}

/** Cards that are not archived, by id; `null` before the first response. */
const cards = signal<ReadonlyMap<string, PlacedCard> | null>(null)
const allCards = newest(cards, async () => {
  const read = await wholeBoard.part('cards')()
  return read && new Map(read.map((card): [string, PlacedCard] => [card.id, card]))
})

/** Cards by project and stage. */
export const cardCounts = computed(() =>
  counted([...(cards.value?.values() ?? [])].map(({ projectId, stage }) => [projectId, stage] as const)),
)

/** Cost of this month by project, in US dollars; `null` before the first response. */
export const monthCosts = signal<ReadonlyMap<string, number> | null>(null)

/** The sums of the month are the same for any number of days. */
const SHORTEST = 1

export const readMonthCosts = newest(monthCosts, async () => {
  const answer = await readHistory(SHORTEST)
  if (!answer.ok) return null
  return new Map(answer.value.byProject.flatMap(({ id, costUsd }) => (id === null ? [] : [[id, costUsd] as const])))
}).again

/** Reads projects and cards in one request, and follows the cards. Returns an unsubscribe function. */
export const openProjectSums = (): (() => void) =>
  followBoard((event) => {
    if (event === 'anything') {
      void readProjectsBy(wholeBoard.part('projects'))
      void allCards.again()
    } else if (event.type === 'card-changed') {
      const { card } = event
      allCards.change((all) => new Map(all).set(card.id, card))
    } else if (event.type === 'card-removed') {
      allCards.change((all) => new Map([...all].filter(([id]) => id !== event.id)))
    }
  })
