import { lazyPage } from '../ui/lazy-page.js'

/** Usage page. Its script is loaded on first use, and the script of its charts after that. */
export const Usage = lazyPage<{ readonly days: number }>(async () => (await import('./usage-page.js')).UsagePage)
