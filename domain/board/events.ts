import type { Instant } from '../shared/instant.js'
import type { CardView, CardId } from './card.js'
import type { FinishView } from './finish-view.js'
import type { Forecast } from './forecast.js'

/** Event about cards and finishes. */
export type BoardEvent =
  /** A card was created or changed. `origin` is the id of the client that made the change. */
  | { readonly _tag: 'card-changed'; readonly card: CardView; readonly origin: string | null; readonly at: Instant }
  | { readonly _tag: 'card-removed'; readonly id: CardId; readonly origin: string | null; readonly at: Instant }
  /** A finish reached its next stage or its end. */
  | { readonly _tag: 'finish-progress'; readonly finish: FinishView; readonly at: Instant }
  /** The collisions between running cards of a project changed. */
  | { readonly _tag: 'board-forecast'; readonly forecast: Forecast; readonly at: Instant }
