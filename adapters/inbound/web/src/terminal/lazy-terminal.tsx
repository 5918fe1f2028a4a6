import type { VNode } from 'preact'
import { messages } from '../app/texts/messages.js'
import { lazyPage } from '../ui/lazy-page.js'

interface Props {
  readonly session: string
}

const Page = lazyPage<Props>(
  async () => (await import('./terminal-page.js')).TerminalPage,
  () => <div class="terminal-loading canvas" aria-label={messages.value.loadingTerminal} />,
)

/** Terminal page. Its large script is loaded when the first terminal opens. */
export function LazyTerminal({ session }: Props): VNode {
  return <Page session={session} />
}
