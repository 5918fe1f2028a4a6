import type { VNode } from 'preact'
import { identityOf } from '../state/identity.js'
import { route } from '../state/router.js'
import { lazyPage } from '../ui/lazy-page.js'

const RepoPanel = lazyPage(async () => (await import('../repo/repo-panel.js')).RepoPanel)

/** What the address names beside a terminal. */
export function Beside(): VNode | null {
  const here = route.value
  if (here.page !== 'terminal' || !here.beside) return null
  return <RepoPanel key={identityOf(here.session)} session={here.session} beside={here.beside} />
}
