import type { AgentConversation } from '../agents/agent-conversation.js'
import type { SessionId } from '../sessions/session-id.js'
import type { Instant } from '../shared/instant.js'
import type { Kind, Directory } from '../shared/brand.js'
import type { ProjectId } from '../projects/project-id.js'
import type { BranchName } from '../repo/refs.js'
import type { FullCommitId } from '../repo/commit.js'

/** A UUID. */
export type CardId = Kind<'CardId'>

/** Stages from idea to shipped. The keys are on the wire and are never translated. */
export const STAGES = ['idea', 'brainstorming', 'implement', 'review', 'done'] as const
/** Column of the board. */
export type Stage = (typeof STAGES)[number]

/** Priorities of cards, highest first. */
export const PRIORITIES = ['p0', 'p1', 'p2'] as const
/** Priority of a card; `p0` is the highest. */
export type Priority = (typeof PRIORITIES)[number]

/** Origin of the idea: a person alone, or a person together with an agent. */
export type Origin = 'solo' | 'collab'

/** Worktree to make. */
export interface WorktreePlan {
  readonly repository: Directory
  /** Folder of the worktree. */
  readonly path: Directory
  /** Branch to check out. */
  readonly branch: BranchName
  /** Commit that a new branch starts at. */
  readonly from: FullCommitId
  /** True when the branch existed before; a rollback then keeps it. */
  readonly branchWasThere: boolean
}

/** Session and worktree that are being created. Stored before anything is created and removed when all is there. */
export interface SpawnPlan {
  /** Work that the session is started for. */
  readonly kind: 'brainstorm' | 'implement'
  readonly session: string
  /** `null` where no worktree is made. */
  readonly worktree: WorktreePlan | null
}

/** Number of ports reserved for a card's worktree, from its first port on. */
export const PORTS_EACH = 10
export const FIRST_PORT = 21_000
export const LAST_PORT = 28_990

/** Stage that a card reached. */
export interface CardMove {
  /** Stage since then. */
  readonly stage: Stage
  /** Time of the move. */
  readonly at: Instant
  /** Caller that moved it; the name of a session or a token, `null` for the hub and the operator. */
  readonly by: { readonly kind: 'hub' | 'operator' | 'session' | 'token'; readonly name: string | null }
}

/** Session that the hub started for a card, also one that is over. */
export interface CardSession {
  readonly id: SessionId
  /** Name that it had last. */
  readonly name: string
  /** Time of its start. */
  readonly at: Instant
  /** Conversations that are known of it, the newest last. */
  readonly conversations: ReadonlyArray<AgentConversation>
}

/** An idea at one of the stages. */
export interface Card {
  /** A UUID. */
  readonly id: CardId
  /** Id in the registry. The project may have been deleted. */
  readonly projectId: ProjectId
  /** Title in one line. */
  readonly title: string
  /** Priority; `null` without one. */
  readonly priority: Priority | null
  /** Column of the board. */
  readonly stage: Stage
  /** Source of the card. */
  readonly origin: Origin
  /** Heading under which the idea was found; `null` for none. */
  readonly theme: string | null
  /** Ascending position within the stage; any finite number. */
  readonly order: number
  /** Session displayed with the card. Clients may write it, so it grants nothing. */
  readonly sessionRef: string | null
  /** Path of the brainstorm document in the project. */
  readonly brainstormDoc: string | null
  /** Notes in Markdown. */
  readonly notes: string | null
  /** Branch of the work; `null` before it begins. */
  readonly branch: BranchName | null
  /** Summary that the agent wrote about its work. */
  readonly implementSummary: string | null
  /** Absolute path of the worktree in which the branch is checked out. Only the hub sets it. */
  readonly worktreePath: Directory | null
  /** Time of the creation. */
  readonly createdAt: Instant
  /** Time of the last change. */
  readonly updatedAt: Instant
  /** Revision; incremented by every change. */
  readonly rev: number
  /** Ids of cards that should be done before this one. */
  readonly blockedBy: ReadonlyArray<CardId>
  /** Slug in the names of its session, branch and worktree. Set once, by the first spawn. */
  readonly slug: string | null
  /** Current name of the session that the hub started for the card; its agent's token grants access to the card. */
  readonly ownSession: string | null
  /** Id of that session. `null` while it is being started; its name counts then. */
  readonly ownSessionId: SessionId | null
  /** First reserved port; unchanged for the lifetime of the card. */
  readonly firstPort: number | null
  /** Start of a session in progress; `null` when none is. */
  readonly plan: SpawnPlan | null
  /** Time at which the card reached `done`; `null` in every other stage. */
  readonly doneAt: Instant | null
  /** Stages that it reached, oldest first; at most 100. Those before moves were stored are missing. */
  readonly moves: ReadonlyArray<CardMove>
  /** Sessions that worked on it, oldest first; at most 20. */
  readonly sessions: ReadonlyArray<CardSession>
  /** Keys that another version of the program wrote; preserved when the card is stored. */
  readonly extra: Readonly<Record<string, unknown>>
}

/** A session that collects ideas for a project. */
export interface IdeaSession {
  /** Current name of the session. */
  readonly session: string
  /** Id of the session. Absent while it is being started; its name counts then. */
  readonly id?: SessionId
  readonly projectId: ProjectId
}

/** All cards, in the order of their creation. */
export interface Board {
  readonly cards: ReadonlyArray<Card>
  readonly ideaSessions: ReadonlyArray<IdeaSession>
  /** Entries of the file that are not cards; written back unchanged. */
  readonly unknownEntries: ReadonlyArray<unknown>
  /** Fields of the file that this version does not read. */
  readonly extra: Readonly<Record<string, unknown>>
}

export const EMPTY_BOARD: Board = { cards: [], ideaSessions: [], unknownEntries: [], extra: {} }

export const findCard = (board: Board, id: CardId): Card | undefined => board.cards.find((card) => card.id === id)

/** Board with a card replaced at its position. */
export const withCard = (board: Board, card: Card): Board => ({
  ...board,
  cards: board.cards.map((one) => (one.id === card.id ? card : one)),
})

const DAY_MS = 24 * 60 * 60 * 1000
/** Time after which a finished card is shown only in the archive. */
const ARCHIVE_AFTER_MS = 30 * DAY_MS

export const isArchived = ({ doneAt }: Card, now: Instant): boolean =>
  doneAt !== null && now - doneAt > ARCHIVE_AFTER_MS

/** Blockers that are not done. Deleted cards do not block. */
export const openBlockers = (board: Board, { blockedBy }: Card): ReadonlyArray<CardId> =>
  blockedBy.filter((id) => {
    const blocker = findCard(board, id)
    return blocker !== undefined && blocker.stage !== 'done'
  })

/** Card and the liveness of its session. */
export interface CardView {
  /** Card as stored. */
  readonly card: Card
  /** True while the session of the card runs. */
  readonly sessionLive: boolean
}

export const cardView = (card: Card, running: ReadonlySet<string>): CardView => ({
  card,
  sessionLive: card.sessionRef !== null && running.has(card.sessionRef),
})
