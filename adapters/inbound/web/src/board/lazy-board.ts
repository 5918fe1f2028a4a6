import { lazyPage } from '../ui/lazy-page.js'

/** The board. Its script is loaded on first use. */
export const Board = lazyPage<object>(async () => (await import('./board-page.js')).BoardPage)
