import { lazyPage } from '../ui/lazy-page.js'

/** Status page of the hub. Its script is loaded on first use. */
export const StatusPage = lazyPage<object>(async () => (await import('./status-page.js')).StatusPage)
