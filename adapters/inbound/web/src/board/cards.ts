import type { Stage } from '../../../../../domain/board/card.js'
import type { Answer, BodyOf, CodeOf } from '../app/hub/hub.js'
import type { Begun } from '../app/starts.js'
import { ask, client, isSettled } from '../app/the-hub.js'

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

export const begunIn = (answer: { readonly status: number; readonly body: { readonly session: string } }): Begun => ({
  name: answer.body.session,
  isSettled: isSettled(answer),
})

/** Sends a change of a card. With `rev`, the card is changed only at that revision. */
export const sendChange = (
  id: string,
  change: CardChange,
  rev: number | null,
): Promise<Answer<Changed, CodeOf<'changeCard'>>> =>
  ask(
    client.changeCard({ params: { id }, body: { ...change, ...(rev === null ? {} : { rev }) } }),
    (answer): Changed => {
      if (answer.status === 409) return { kind: 'conflict', card: answer.body.card }
      const { cleanup = null, ...card } = answer.body
      return { kind: 'changed', card, cleanup }
    },
  )
