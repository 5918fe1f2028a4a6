import type { SessionId } from '../sessions/session-id.js'
import type { Instant } from '../shared/instant.js'
import { touched } from './changes.js'
import { FIRST_PORT, LAST_PORT, PORTS_EACH, withCard, type Board, type Card, type SpawnPlan } from './card.js'
import { slugOf } from './names.js'
import type { BranchName } from '../repo/refs.js'
import type { Directory } from '../shared/brand.js'

/** Slug of the card: the stored one, else one that no other card has. */
export function slugFor(board: Board, card: Card, prefix: string): string {
  if (card.slug !== null) return card.slug
  const taken = new Set(board.cards.map(({ slug }) => slug))
  const short = slugOf(card.title, card.id, prefix)
  if (!taken.has(short)) return short
  // The short ids of two cards are equal; the full id is unique.
  return `idea-${card.id.replace(/[^a-z0-9]/gi, '').toLowerCase()}`
}

/** Candidates for the first port of a new worktree, ascending, without those of other cards. */
export function* portsFor(board: Board, card: Card): Iterable<number> {
  const taken = new Set(board.cards.flatMap(({ id, firstPort }) => (id === card.id ? [] : [firstPort])))
  if (card.firstPort !== null) yield card.firstPort
  for (let port = FIRST_PORT; port <= LAST_PORT; port += PORTS_EACH) if (!taken.has(port)) yield port
}

/** Values stored before anything is created. */
export interface Planned {
  readonly slug: string
  readonly plan: SpawnPlan
  readonly branch: BranchName | null
  readonly worktreePath: Directory | null
  readonly firstPort: number | null
}

/** Card while its session is being created. Its agent's token is valid from the start. */
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
        ownSessionId: null,
        sessionRef: planned.plan.session,
      },
      at,
    ),
  )

/** Card after a successful spawn. The stage changes only from `brainstorming` to `implement`. */
export const withSpawned = (
  board: Board,
  card: Card,
  plan: Pick<SpawnPlan, 'kind' | 'session'>,
  ownSessionId: SessionId | null,
  at: Instant,
): Board =>
  withCard(
    board,
    touched(
      card,
      {
        plan: null,
        ownSession: plan.session,
        ownSessionId,
        sessionRef: plan.session,
        stage: plan.kind === 'implement' && card.stage === 'brainstorming' ? 'implement' : card.stage,
      },
      at,
    ),
  )

/** Result of rolling back a plan. */
export interface RolledBack {
  readonly worktree: 'removed' | 'kept' | 'absent'
  readonly branch: 'deleted' | 'kept' | 'absent'
}

/** Card without the plan, with the worktree and branch that had to be kept. */
export const withoutPlan = (
  board: Board,
  card: Card,
  plan: SpawnPlan,
  { worktree, branch }: RolledBack,
  former: Pick<Card, 'ownSession' | 'ownSessionId' | 'sessionRef'>,
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
        branch: plan.worktree?.branchWasThere === false && branch !== 'kept' ? null : card.branch,
      },
      at,
    ),
  )
