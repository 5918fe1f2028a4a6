import { lazyPage } from '../ui/lazy-page.js'

export const NewSession = lazyPage(async () => (await import('./new-session.js')).NewSession)
