import { lazyPage } from '../ui/lazy-page.js'

/** The page about the hub itself; its script comes with the first look at it. */
export const StatusPage = lazyPage<object>(async () => (await import('./status-page.js')).StatusPage)
