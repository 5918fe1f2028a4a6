import type { HubClient } from '../../../http/client/hub-client.js'
import type { Stage } from '../../../../../domain/board/card.js'
import type { Asking } from './asking.js'
import type { Answer } from './hub.js'
import type { LiveEventOf } from './live-events.js'

type BodyOf<
  Name extends 'createCard' | 'readFinish' | 'readBranchDiff' | 'readPreflight' | 'readForecast' | 'undoFinish',
> = Extract<Awaited<ReturnType<ReturnType<HubClient[Name]>>>, { readonly _tag: 'Right' }>['right']['body']

export type HubCard = BodyOf<'createCard'>
export type HubFinish = BodyOf<'readFinish'>
export type Cleanup = NonNullable<HubFinish['cleanup']>
export type Preflight = BodyOf<'readPreflight'>
export type Forecast = BodyOf<'readForecast'>
export type BranchDiff = BodyOf<'readBranchDiff'>
export type Undone = BodyOf<'undoFinish'>

export type BoardEvent = LiveEventOf<'card-changed' | 'card-removed' | 'finish-progress' | 'board-forecast'>

/** What of a card a person changes. */
export interface CardChange {
  readonly title?: string
  readonly priority?: HubCard['priority']
  readonly theme?: string | null
  readonly notes?: string | null
  readonly blockedBy?: ReadonlyArray<string>
  readonly stage?: Stage
  /** Id of the card that it goes in front of, or behind. */
  readonly before?: string
  readonly after?: string
  readonly endSession?: true
}

/** `conflict`: somebody else was faster, and this is the card now; nothing was changed. */
export type Changed =
  | { readonly kind: 'changed'; readonly card: HubCard; readonly cleanup: Cleanup | null }
  | { readonly kind: 'conflict'; readonly card: HubCard }

export interface Consent {
  readonly allowUnisolated?: true
  readonly allowBlocked?: true
}

/** What of a deleted card is still there. */
export interface Kept {
  readonly worktree?: string
  readonly branch?: string
  readonly rescue?: ReadonlyArray<string>
}

/** Which part of the archive: of one project or of all (`''`), with each word of the text, behind that card. */
export interface ArchiveWish {
  readonly project: string
  readonly filter: string
  readonly before: string | null
}

/** Cards that were done long ago, newest first. */
export interface ArchivePage {
  readonly cards: ReadonlyArray<HubCard>
  readonly hasMore: boolean
}

/** What the board asks of the hub. Every call settles; none throws. */
export interface BoardHub {
  readonly cards: () => Promise<Answer<ReadonlyArray<HubCard>>>
  readonly archive: (wish: ArchiveWish) => Promise<Answer<ArchivePage>>
  readonly add: (projectId: string, title: string, stage: Stage) => Promise<Answer<HubCard>>
  /** With `rev`, only that state of the card is changed. */
  readonly change: (id: string, change: CardChange, rev: number | null) => Promise<Answer<Changed>>
  readonly remove: (id: string) => Promise<Answer<Kept>>
  /** Both answer the session's name. */
  readonly brainstorm: (id: string) => Promise<Answer<string>>
  readonly implement: (id: string, consent: Consent) => Promise<Answer<string>>
  /** For a project. `reused`: one ran already. */
  readonly collectIdeas: (projectId: string) => Promise<Answer<{ readonly session: string; readonly reused: boolean }>>
  /** What the branch has since it left its base, of these paths or of all. */
  readonly diff: (id: string, path: ReadonlyArray<string>) => Promise<Answer<BranchDiff>>
  readonly preflight: (id: string, push: boolean) => Promise<Answer<Preflight>>
  /** Begins it; how far it is comes as events. */
  readonly finish: (id: string, push: boolean) => Promise<Answer<HubFinish | null>>
  readonly finishes: () => Promise<Answer<ReadonlyArray<HubFinish>>>
  readonly undo: (id: string, revert: boolean) => Promise<Answer<Undone>>
  readonly forecast: (projectId: string) => Promise<Answer<Forecast>>
}

/** Some screens full. */
const ARCHIVE_PAGE = 50

export function boardHub({ client, later, ask }: Asking): BoardHub {
  const of = (id: string): { readonly params: { readonly id: string } } => ({ params: { id } })
  return {
    cards: () => ask(client.listCards(), ({ body }) => body.cards),
    archive: ({ project, filter, before }) =>
      ask(
        client.listCards({
          query: {
            archived: true,
            limit: ARCHIVE_PAGE,
            ...(project === '' ? {} : { projectId: [project] }),
            ...(filter === '' ? {} : { q: [filter] }),
            ...(before === null ? {} : { before: [before] }),
          },
        }),
        ({ body: { cards, hasMore = false } }) => ({ cards, hasMore }),
      ),
    add: (projectId, title, stage) => ask(client.createCard({ body: { projectId, title, stage } }), ({ body }) => body),
    change: (id, change, rev) =>
      ask(
        client.changeCard({ ...of(id), body: { ...change, ...(rev === null ? {} : { rev }) } }),
        (answer): Changed => {
          if (answer.status === 409) return { kind: 'conflict', card: answer.body.card }
          const { cleanup = null, ...card } = answer.body
          return { kind: 'changed', card, cleanup }
        },
      ),
    remove: (id) => ask(client.deleteCard(of(id)), (answer) => (answer.status === 200 ? answer.body.kept : {})),
    brainstorm: (id) => ask(client.brainstormCard(of(id)), ({ body }) => body.session),
    implement: (id, consent) => ask(client.implementCard({ ...of(id), body: consent }), ({ body }) => body.session),
    collectIdeas: (projectId) => ask(client.collectIdeas(of(projectId)), ({ body }) => body),
    diff: (id, path) => ask(client.readBranchDiff({ ...of(id), query: { path } }), ({ body }) => body),
    preflight: (id, push) => ask(client.readPreflight({ ...of(id), query: { local: !push } }), ({ body }) => body),
    finish: (id, push) =>
      ask(later.finishCard({ ...of(id), body: { push } }), (answer) => (answer.status === 202 ? answer.body : null)),
    finishes: () => ask(client.listFinishes(), ({ body }) => body.finishes),
    undo: (id, revert) => ask(client.undoFinish({ ...of(id), body: revert ? { revert } : {} }), ({ body }) => body),
    forecast: (projectId) => ask(client.readForecast({ query: { projectId: [projectId] } }), ({ body }) => body),
  }
}
