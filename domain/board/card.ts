import type { Instant } from '../shared/instant.js'

/** From idea to shipped; the keys are on the wire and are never translated. */
export const STAGES = ['idea', 'brainstorming', 'implement', 'review', 'done'] as const
export type Stage = (typeof STAGES)[number]

export const PRIORITIES = ['p0', 'p1', 'p2'] as const
export type Priority = (typeof PRIORITIES)[number]

/** Who had the idea: a person alone, or a person together with an agent. */
export type Origin = 'solo' | 'collab'

/** A session and its worktree while they are being made: noted before anything is, and gone when all is there. */
export interface SpawnPlan {
  readonly kind: 'brainstorm' | 'implement'
  readonly session: string
  /** Top of the repository; `null` where no worktree is made. */
  readonly repository: string | null
  readonly worktree: string | null
  readonly branch: string | null
  /** What a new branch begins at; full id. */
  readonly from: string | null
  /** The branch was there before, and so is not ours to take back. */
  readonly branchWasThere: boolean
}

/** Ports that programs in a card's worktree may listen on: this one and the nine above it. */
export const PORTS_EACH = 10
export const FIRST_PORT = 21_000
export const LAST_PORT = 28_990

/** One idea on its way through the stages. */
export interface Card {
  /** A UUID. */
  readonly id: string
  /** Id in the registry; the project may be gone. */
  readonly projectId: string
  readonly title: string
  readonly priority: Priority | null
  readonly stage: Stage
  readonly origin: Origin
  readonly theme: string | null
  /** Ascending position within the stage; any finite number. */
  readonly order: number
  /** The session to show with the card. Clients may write it, so it is only to look at. */
  readonly sessionRef: string | null
  readonly brainstormDoc: string | null
  readonly notes: string | null
  readonly branch: string | null
  readonly implementSummary: string | null
  /** Absolute; where its branch is checked out. Only the hub sets it. */
  readonly worktreePath: string | null
  readonly createdAt: Instant
  readonly updatedAt: Instant
  /** Grows with every change of the card. */
  readonly rev: number
  /** Ids of cards that should be done before this one. */
  readonly blockedBy: ReadonlyArray<string>
  /** Names its session, branch and worktree; set once, by the first spawn. */
  readonly slug: string | null
  /** The session that the hub itself started for the card and that its agent's token belongs to; its present name. */
  readonly ownSession: string | null
  /** The first of its ports; kept as long as the card is. */
  readonly firstPort: number | null
  readonly plan: SpawnPlan | null
  /** When it came to `done`; `null` in every other stage. */
  readonly doneAt: Instant | null
  /** Keys that another version of the program wrote, carried along. */
  readonly extra: Readonly<Record<string, unknown>>
}

/** A session that collects ideas for a project. */
export interface IdeaSession {
  readonly session: string
  readonly projectId: string
}

/** All cards, in the order of their creation. */
export interface Board {
  readonly cards: ReadonlyArray<Card>
  readonly ideaSessions: ReadonlyArray<IdeaSession>
  /** Entries of the file that are not cards; written back unchanged. */
  readonly unknownEntries: ReadonlyArray<unknown>
  readonly extra: Readonly<Record<string, unknown>>
}

export const EMPTY_BOARD: Board = { cards: [], ideaSessions: [], unknownEntries: [], extra: {} }

export const findCard = (board: Board, id: string): Card | undefined => board.cards.find((card) => card.id === id)

/** The board with one card in its former place. */
export const withCard = (board: Board, card: Card): Board => ({
  ...board,
  cards: board.cards.map((one) => (one.id === card.id ? card : one)),
})

const DAY_MS = 24 * 60 * 60 * 1000
/** How long a finished card stays on the board before it is only in the archive. */
export const ARCHIVE_AFTER_MS = 30 * DAY_MS

export const isArchived = ({ doneAt }: Card, now: Instant): boolean =>
  doneAt !== null && now - doneAt > ARCHIVE_AFTER_MS

/** Blockers that are not done yet; one that is gone blocks nothing. */
export const openBlockers = (board: Board, { blockedBy }: Card): ReadonlyArray<string> =>
  blockedBy.filter((id) => {
    const blocker = findCard(board, id)
    return blocker !== undefined && blocker.stage !== 'done'
  })
