import type { VNode } from 'preact'
import { messages } from '../app/texts/messages.js'
import type { Beside } from '../app/routing/beside.js'
import { Link } from '../ui/link.js'

interface Props {
  readonly session: string
  readonly beside: Beside
}

/** Tabs of a repository. A commit belongs to the history tab. */
export function RepoTabs({ session, beside }: Props): VNode {
  const m = messages.value
  const tab = (view: 'changes' | 'history' | 'branches', text: string): VNode => (
    <Link
      to={{ page: 'terminal', session, beside: { view } }}
      class="repo-tab touch-size cluster medium nowrap"
      current={beside.view === view || (view === 'history' && beside.view === 'commit')}
    >
      {text}
    </Link>
  )
  return (
    <nav class="repo-tabs flex gap-2 shrink" aria-label={m.repository}>
      {tab('changes', m.changes)}
      {tab('history', m.commits)}
      {tab('branches', m.branches)}
      <Link
        to={{ page: 'terminal', session, beside: { view: 'files', path: '' } }}
        class="repo-tab touch-size cluster medium nowrap"
        current={beside.view === 'files'}
      >
        {m.files}
      </Link>
    </nav>
  )
}
