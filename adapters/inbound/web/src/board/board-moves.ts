import type { Stage } from './board-stages.js'

/** Fields of a card that determine the effect of a move. */
export interface Movable {
  readonly stage: Stage
  readonly brainstormDoc: string | null
  readonly branch: string | null
  readonly worktreePath: string | null
  readonly sessionRef: string | null
}

export type Move =
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
