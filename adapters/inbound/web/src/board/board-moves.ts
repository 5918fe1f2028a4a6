import type { Stage } from './board-stages.js'

/** What of a card decides what a move of it means. */
export interface Movable {
  readonly stage: Stage
  readonly brainstormDoc: string | null
  readonly branch: string | null
  readonly worktreePath: string | null
  readonly sessionRef: string | null
}

export type Move =
  /** Same column: another place and nothing else. */
  | { readonly kind: 'reorder' }
  /** Starts an agent first. */
  | { readonly kind: 'brainstorm' }
  /** Moves, ends the agent that ran, starts one that works by itself. */
  | { readonly kind: 'implement' }
  /** There is nothing yet that could be implemented. */
  | { readonly kind: 'no-spec' }
  /** Merges: the dialog asks. */
  | { readonly kind: 'finish' }
  /** Tidies up behind a card without merging it. */
  | { readonly kind: 'settle'; readonly asks: boolean }
  | { readonly kind: 'plain'; readonly endsSession: boolean }

/** Which calls a move makes, and whether it asks before. `isLive`: the card's session runs. */
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
