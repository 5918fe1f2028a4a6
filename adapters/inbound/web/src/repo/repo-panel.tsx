import './repo.css'
import { Maximize2, Minimize2 } from 'lucide-preact'
import type { VNode } from 'preact'
import { SidePanel } from '../ui/side-panel.js'
import { messages } from '../app/texts/messages.js'
import type { BesideRepo } from '../app/routing/beside.js'
import { isTight } from '../app/appearance.js'
import { REPO_WIDTH, repoWidened, repoWidth } from '../app/platform/preferences.js'
import { go } from '../app/router.js'
import { shown } from '../app/sessions.js'
import { IconButton } from '../ui/icon-button.js'
import { BranchesTab } from './branches-tab.js'
import { ChangesTab } from './changes-tab.js'
import { CommitView } from './commit-view.js'
import { FileView } from './file-view.js'
import { HistoryTab } from './history-tab.js'
import { usePanelKeys } from '../ui/panel-keys.js'
import { useRepo, type OpenRepo } from './repo.js'
import { SessionFiles } from './session-files.js'
import { RepoTabs } from './repo-tabs.js'

interface Props {
  readonly session: string
  readonly beside: BesideRepo
}

/** Panel beside a session's terminal with its repository or one of its files. */
export function RepoPanel({ session, beside }: Props): VNode {
  const m = messages.value
  const repo = useRepo(session)
  const isWide = repoWidened.value || isTight.value
  const close = (): void => go({ page: 'terminal', session })
  usePanelKeys(close)
  return (
    <SidePanel
      title={m.repositoryOf(shown(session))}
      class={`repo-panel ${isWide ? 'widened' : ''}`}
      size={{ width: repoWidth, ...REPO_WIDTH }}
      onClose={close}
      head={<RepoTabs session={session} beside={beside} />}
      actions={
        !isTight.value && (
          <IconButton
            icon={isWide ? Minimize2 : Maximize2}
            label={isWide ? m.narrower : m.wider}
            onPress={() => (repoWidened.value = !isWide)}
          />
        )
      }
    >
      {repo.isBegun.value && <View repo={repo} beside={beside} />}
    </SidePanel>
  )
}

function View({ repo, beside }: { readonly repo: OpenRepo; readonly beside: BesideRepo }): VNode {
  switch (beside.view) {
    case 'changes':
      return <ChangesTab repo={repo} />
    case 'history':
      return <HistoryTab repo={repo} />
    case 'branches':
      return <BranchesTab repo={repo} />
    case 'commit':
      return <CommitView key={beside.sha} repo={repo} sha={beside.sha} />
    case 'files':
      return <SessionFiles session={repo.session()} path={beside.path} />
    case 'file':
      return <FileView key={beside.path} repo={repo} path={beside.path} line={beside.line} />
  }
}
