import { lazyPage } from '../ui/lazy-page.js'

export const Approvals = lazyPage(async () => (await import('./approvals-page.js')).Approvals)
