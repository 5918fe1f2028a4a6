import { lazyPage } from '../ui/lazy-page.js'

/** The board; its script comes with the first look at it. */
export const Board = lazyPage<object>(async () => (await import('./board-page.js')).BoardPage)
