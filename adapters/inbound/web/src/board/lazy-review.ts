import type { HubCard } from './the-board-hub.js'
import { lazyPage } from '../ui/lazy-page.js'

/** Review of a card's branch. Its script is loaded on first use. */
export const LazyReview = lazyPage<{ readonly card: HubCard }>(async () => (await import('./review.js')).Review)
