import { lazyPage } from '../ui/lazy-page.js'

export const Needs = lazyPage<object>(async () => (await import('./needs-page.js')).Needs)
