import { STAGES, type Stage } from '../../../../../domain/board/card.js'
import { containsWords, wordsOf, type Findable } from '../../../../../domain/board/search.js'

export { STAGES, type Stage }

/** Fields of a card that determine its position on the board. */
export interface Placed {
  readonly id: string
  readonly stage: Stage
  readonly order: number
  readonly createdAt: string
}

export type Columns<A> = Readonly<Record<Stage, ReadonlyArray<A>>>

/** Cards grouped by stage, each column sorted top to bottom. */
export function columnsOf<A extends Placed>(cards: Iterable<A>): Columns<A> {
  const columns: Record<Stage, A[]> = { idea: [], brainstorming: [], implement: [], review: [], done: [] }
  for (const card of cards) columns[card.stage].push(card)
  for (const stage of STAGES) columns[stage].sort(byPlace)
  return columns
}

/** Compares by `order`, then by creation time. ISO times in one time zone sort as text. */
function byPlace(one: Placed, other: Placed): number {
  if (one.order !== other.order) return one.order - other.order
  return one.createdAt < other.createdAt ? -1 : Number(one.createdAt > other.createdAt)
}

/** Cards of a project (all for `''`) that contain each word of the filter. */
export function filteredCards<A extends Findable & { readonly projectId: string }>(
  cards: ReadonlyArray<A>,
  project: string,
  filter: string,
): ReadonlyArray<A> {
  const words = wordsOf(filter)
  return cards.filter((card) => (project === '' || card.projectId === project) && containsWords(card, words))
}

/** Blockers of a card that are not done yet. */
export const openBlockers = <A extends Placed>(
  card: { readonly blockedBy: ReadonlyArray<string> },
  cards: ReadonlyMap<string, A>,
): ReadonlyArray<A> => card.blockedBy.flatMap((id) => cards.get(id) ?? []).filter(({ stage }) => stage !== 'done')

/** Neighbouring stage, or `null` at the edge. */
export const besideStage = (stage: Stage, step: 1 | -1): Stage | null => STAGES[STAGES.indexOf(stage) + step] ?? null

/** Target of a move: a stage and the card before or after which to insert. Without a card the target is the end. */
export interface Place {
  readonly stage: Stage
  readonly before?: string
  readonly after?: string
}

/** Target one position up or down among the shown cards; `null` at the end of the column. */
export function stepPlace(column: ReadonlyArray<Placed>, id: string, step: 1 | -1): Place | null {
  const at = column.findIndex((card) => card.id === id)
  const other = column[at + step]
  if (at === -1 || !other) return null
  return step === 1 ? { stage: other.stage, after: other.id } : { stage: other.stage, before: other.id }
}

/** Parses column limits like `idea:20,implement:3`. Invalid entries are left out. */
export function readLimits(kept: string | null): ReadonlyMap<Stage, number> {
  const pairs = (kept ?? '').split(',').flatMap((pair): ReadonlyArray<readonly [Stage, number]> => {
    const [name, count] = pair.split(':')
    const stage = STAGES.find((one) => one === name)
    const limit = Number(count)
    return stage && Number.isInteger(limit) && limit > 0 && limit < 1_000 ? [[stage, limit]] : []
  })
  return new Map(pairs)
}

export const writeLimits = (limits: ReadonlyMap<Stage, number>): string =>
  [...limits].map(([stage, limit]) => `${stage}:${limit}`).join(',')

/** Fields of a card that determine the effect of a move. */
export interface Movable {
  readonly stage: Stage
  readonly brainstormDoc: string | null
  readonly branch: string | null
  readonly worktreePath: string | null
  readonly sessionRef: string | null
}

type Move =
  /** Changes the position within a column only. */
  | { readonly kind: 'reorder' }
  /** Starts an agent first. */
  | { readonly kind: 'brainstorm' }
  /** Moves the card, ends its running agent and starts an autonomous one. */
  | { readonly kind: 'implement' }
  /** Refused: the card has no specification to implement. */
  | { readonly kind: 'no-spec' }
  /** Merges. The finish dialog confirms. */
  | { readonly kind: 'finish' }
  /** Cleans up branch, worktree and session without a merge. */
  | { readonly kind: 'settle'; readonly asks: boolean }
  | { readonly kind: 'plain'; readonly endsSession: boolean }

/** Kind of a move and whether it needs a confirmation. `isLive`: the card's session is running. */
export function moveOf(card: Movable, to: Stage, isLive: boolean): Move {
  if (card.stage === to) return { kind: 'reorder' }
  if (to === 'brainstorming' && card.stage === 'idea') return { kind: 'brainstorm' }
  if (to === 'implement') return { kind: card.brainstormDoc === null ? 'no-spec' : 'implement' }
  if (to === 'done') {
    if (card.stage === 'review' && card.branch !== null) return { kind: 'finish' }
    const asks = [card.branch, card.worktreePath, card.sessionRef].some((value) => value !== null)
    return { kind: 'settle', asks }
  }
  return { kind: 'plain', endsSession: isLive }
}
