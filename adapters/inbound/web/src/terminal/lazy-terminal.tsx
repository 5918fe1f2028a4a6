import type { VNode } from 'preact'
import { messages } from '../i18n/messages.js'
import { identityOf } from '../state/identity.js'
import { lazyPage } from '../ui/lazy-page.js'

interface Props {
  readonly session: string
}

const Page = lazyPage<Props>(
  async () => (await import('./terminal-page.js')).TerminalPage,
  () => <div class="terminal-loading" aria-label={messages.value.loadingTerminal} />,
)

/** The terminal's script is large: it is fetched when the first terminal opens. */
export function LazyTerminal({ session }: Props): VNode {
  return <Page key={identityOf(session)} session={session} />
}
