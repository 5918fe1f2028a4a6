import { lazyPage } from '../ui/lazy-page.js'

/** What agents have used; its script comes with the first look at it, that of its charts after that. */
export const Usage = lazyPage<{ readonly days: number }>(async () => (await import('./usage-page.js')).UsagePage)
