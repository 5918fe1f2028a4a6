import type { Instant } from '../shared/instant.js'
import { touched } from './changes.js'
import { FIRST_PORT, LAST_PORT, PORTS_EACH, withCard, type Board, type Card, type SpawnPlan } from './card.js'
import { slugOf } from './names.js'

/** Recorded slug of a card, else one that no other card has. */
export function slugFor(board: Board, card: Card, prefix: string): string {
  if (card.slug !== null) return card.slug
  const taken = new Set(board.cards.map(({ slug }) => slug))
  const short = slugOf(card.title, card.id, prefix)
  if (!taken.has(short)) return short
  // Two ids that begin alike: the rest tells them apart.
  return `idea-${card.id.replace(/[^a-z0-9]/gi, '').toLowerCase()}`
}

/** Ports that a new worktree may have, the lowest first: no other card has them. */
export function* portsFor(board: Board, card: Card): Iterable<number> {
  const taken = new Set(board.cards.flatMap(({ id, firstPort }) => (id === card.id ? [] : [firstPort])))
  if (card.firstPort !== null) yield card.firstPort
  for (let port = FIRST_PORT; port <= LAST_PORT; port += PORTS_EACH) if (!taken.has(port)) yield port
}

/** Values recorded before anything is made. */
export interface Planned {
  readonly slug: string
  readonly plan: SpawnPlan
  readonly branch: string | null
  readonly worktreePath: string | null
  readonly firstPort: number | null
}

/** The card as it is while its session is being made; the agent's token reaches it from its first breath on. */
export const withPlan = (board: Board, card: Card, planned: Planned, at: Instant): Board =>
  withCard(
    board,
    touched(
      card,
      {
        ...planned,
        branch: planned.branch ?? card.branch,
        worktreePath: planned.worktreePath ?? card.worktreePath,
        ownSession: planned.plan.session,
        sessionRef: planned.plan.session,
      },
      at,
    ),
  )

/** The card when all is there. Only a card that was being worked out moves on by itself. */
export const withSpawned = (board: Board, card: Card, plan: SpawnPlan, at: Instant): Board =>
  withCard(
    board,
    touched(
      card,
      {
        plan: null,
        ownSession: plan.session,
        sessionRef: plan.session,
        stage: plan.kind === 'implement' && card.stage === 'brainstorming' ? 'implement' : card.stage,
      },
      at,
    ),
  )

/** What became of what a plan had made, when it is taken back. */
export interface RolledBack {
  readonly worktree: 'removed' | 'kept' | 'absent'
  readonly branch: 'deleted' | 'kept' | 'absent'
}

/** The card without the plan, and with what had to be kept. */
export const withoutPlan = (
  board: Board,
  card: Card,
  plan: SpawnPlan,
  { worktree, branch }: RolledBack,
  former: Pick<Card, 'ownSession' | 'sessionRef'>,
  at: Instant,
): Board =>
  withCard(
    board,
    touched(
      card,
      {
        plan: null,
        ...former,
        worktreePath: plan.worktree !== null && worktree !== 'kept' ? null : card.worktreePath,
        branch: plan.branch !== null && !plan.branchWasThere && branch !== 'kept' ? null : card.branch,
      },
      at,
    ),
  )
