import type { HubCard } from './the-board-hub.js'
import { lazyPage } from '../ui/lazy-page.js'

/** What a card's branch changes; its script comes with the first look at it. */
export const LazyReview = lazyPage<{ readonly card: HubCard }>(async () => (await import('./review.js')).Review)
