import type { Stage } from '../../../../../domain/board/card.js'
import type { BodyOf } from '../app/hub/hub.js'
import type { Begun } from '../app/starts.js'
import { hubCalls, isSettled, withId } from '../app/the-hub.js'

export type HubCard = BodyOf<'createCard'>
export type HubFinish = BodyOf<'readFinish'>
export type Cleanup = NonNullable<HubFinish['cleanup']>
export type Preflight = BodyOf<'readPreflight'>
export type Forecast = BodyOf<'readForecast'>
export type Stash = Preflight['stashes'][number]

/** Editable fields of a card. */
export interface CardChange {
  readonly title?: string
  readonly priority?: HubCard['priority']
  readonly theme?: string | null
  readonly notes?: string | null
  readonly brainstormDoc?: string | null
  readonly implementSummary?: string | null
  readonly branch?: string | null
  readonly blockedBy?: ReadonlyArray<string>
  readonly stage?: Stage
  /** Id of the card to insert before or after. */
  readonly before?: string
  readonly after?: string
  readonly endSession?: true
}

/** `conflict`: another client changed the card first. `card` is its current state; nothing was changed. */
export type Changed =
  | { readonly kind: 'changed'; readonly card: HubCard; readonly cleanup: Cleanup | null }
  | { readonly kind: 'conflict'; readonly card: HubCard }

export interface Consent {
  readonly allowUnisolated?: true
  readonly allowBlocked?: true
}

/** Parts of a deleted card that were kept. */
export interface Kept {
  readonly worktree?: string
  readonly branch?: string
  readonly rescue?: ReadonlyArray<string>
}

/**
 * Query of the archive: cards of a project (all for `''`) that contain each word and are older than the card `before`.
 */
export interface ArchiveWish {
  readonly project: string
  readonly filter: string
  readonly before: string | null
}

/** Archived cards, newest first. */
export interface ArchivePage {
  readonly cards: ReadonlyArray<HubCard>
  readonly hasMore: boolean
}

/** Cards per request: a few screens. */
const ARCHIVE_PAGE = 50

const begunIn = (answer: { readonly status: number; readonly body: { readonly session: string } }): Begun => ({
  name: answer.body.session,
  isSettled: isSettled(answer),
})

/** Board requests to the hub that served this page. They never reject. */
export const board = hubCalls(({ client, later, ask }) => ({
  cards: () => ask(client.listCards(), ({ body }) => body.cards),
  archive: ({ project, filter, before }: ArchiveWish) =>
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
      ({ body: { cards, hasMore = false } }): ArchivePage => ({ cards, hasMore }),
    ),
  add: (projectId: string, title: string, stage: Stage) =>
    ask(client.createCard({ body: { projectId, title, stage } }), ({ body }) => body),
  /** With `rev`, the card is changed only at that revision. */
  change: (id: string, change: CardChange, rev: number | null) =>
    ask(
      client.changeCard({ ...withId(id), body: { ...change, ...(rev === null ? {} : { rev }) } }),
      (answer): Changed => {
        if (answer.status === 409) return { kind: 'conflict', card: answer.body.card }
        const { cleanup = null, ...card } = answer.body
        return { kind: 'changed', card, cleanup }
      },
    ),
  remove: (id: string) =>
    ask(client.deleteCard(withId(id)), (answer): Kept => (answer.status === 200 ? answer.body.kept : {})),
  restore: (id: string) => ask(client.restoreCard(withId(id)), ({ body }) => body),
  brainstorm: (id: string) => ask(later.brainstormCard(withId(id)), begunIn),
  implement: (id: string, consent: Consent) => ask(later.implementCard({ ...withId(id), body: consent }), begunIn),
  /** `reused`: the project already had a running idea-collecting session. */
  collectIdeas: (projectId: string) =>
    ask(later.collectIdeas(withId(projectId)), (answer) => ({ ...begunIn(answer), reused: answer.body.reused })),
  /** Changes of the branch since its merge base, for these paths or all. */
  diff: (id: string, path: ReadonlyArray<string>) =>
    ask(client.readBranchDiff({ ...withId(id), query: { path } }), ({ body }) => body),
  preflight: (id: string, push: boolean) =>
    ask(client.readPreflight({ ...withId(id), query: { local: !push } }), ({ body }) => body),
  /** Starts the finish. Progress arrives as events. */
  finish: (id: string, push: boolean, line: string) =>
    ask(later.finishCard({ ...withId(id), body: { push, line } }), (answer) =>
      answer.status === 202 ? answer.body : null,
    ),
  commitWorktree: (id: string, message: string) =>
    ask(client.commitWorktree({ ...withId(id), body: { message } }), () => undefined),
  stash: (id: string, place: 'worktree' | 'checkout') =>
    ask(client.stashChanges({ ...withId(id), body: { place } }), ({ body }) => body.stashes),
  applyStash: (id: string, stash: string) => ask(client.applyStash({ params: { id, stash } }), () => undefined),
  updateBase: (id: string) => ask(client.updateBase(withId(id)), ({ body }) => body.base),
  removeWorktree: (id: string) => ask(client.removeWorktree(withId(id)), ({ body }) => body),
  undo: (id: string, revert: boolean) =>
    ask(client.undoFinish({ ...withId(id), body: revert ? { revert } : {} }), ({ body }) => body),
  /** Forecasts of projects, and the sizes of the branches of cards. */
  forecast: (projectId: ReadonlyArray<string>, card: ReadonlyArray<string>) =>
    ask(client.readForecast({ query: { projectId, card } }), ({ body }) => body),
}))
