import type { ComponentProps, VNode } from 'preact'
import { CardRoom } from '../board/card/card-room.js'
import { panelWidth, repoWidened, repoWidth } from '../app/platform/preferences.js'
import { isNarrow, isTight } from '../app/appearance.js'
import { useSessionKey } from '../session/identity.js'
import { route } from '../app/router.js'
import { lazyPage } from '../ui/lazy-page.js'
import { PanelRoom } from '../ui/panel-room.js'

/** Rooms of panels that are being loaded. On phones a panel lies over the page, and a widened one in its place. */
const ApprovalRoom = (): VNode | null => (isNarrow.value ? null : <PanelRoom width={panelWidth} />)
const SessionRoom = (): VNode | null => (isNarrow.value ? null : <PanelRoom width={repoWidth} />)
const RepoRoom = (): VNode | null => (isTight.value || repoWidened.value ? null : <SessionRoom />)

const RepoPanel = lazyPage(async () => (await import('../repo/repo-panel.js')).RepoPanel, RepoRoom)
const DevPanel = lazyPage(async () => (await import('../dev-preview/dev-panel.js')).DevPanel, RepoRoom)
const ApprovalPanel = lazyPage(async () => (await import('../approvals/approval-panel.js')).ApprovalPanel, ApprovalRoom)
const ConversationPanel = lazyPage(
  async () => (await import('../conversation/conversation-panel.js')).ConversationPanel,
  SessionRoom,
)
const TimelinePanel = lazyPage(async () => (await import('../timeline/timeline-panel.js')).TimelinePanel, SessionRoom)
const RecordingPanel = lazyPage(
  async () => (await import('../recordings/recording-panel.js')).RecordingPanel,
  SessionRoom,
)
const CardPanel = lazyPage(async () => (await import('../board/card/card-panel.js')).CardPanel, CardRoom)

/** Side panel that the route names, beside a terminal or the board. */
export function Beside(): VNode | null {
  const here = route.value
  if (here.page === 'board') return here.card === null ? null : <CardPanel key={here.card} id={here.card} />
  if (here.page !== 'terminal' || !here.beside) return null
  if (here.beside.view === 'approvals') return <ApprovalPanel session={here.session} />
  if (here.beside.view === 'conversation')
    return <Conversation session={here.session} entry={here.beside.entry ?? null} />
  if (here.beside.view === 'timeline') return <Timeline session={here.session} at={here.beside.at ?? null} />
  if (here.beside.view === 'recording') return <Recording session={here.session} at={here.beside.at ?? null} />
  if (here.beside.view === 'preview') return <DevPanel session={here.session} />
  return <Repo session={here.session} beside={here.beside} />
}

function Conversation({ session, entry }: ComponentProps<typeof ConversationPanel>): VNode {
  const key = [useSessionKey(session), entry?.conversation, entry?.row].join(' ')
  return <ConversationPanel key={key} session={session} entry={entry} />
}

function Timeline({ session, at }: ComponentProps<typeof TimelinePanel>): VNode {
  return <TimelinePanel key={useSessionKey(session)} session={session} at={at} />
}

function Recording({ session, at }: ComponentProps<typeof RecordingPanel>): VNode {
  return <RecordingPanel key={useSessionKey(session)} session={session} at={at} />
}

function Repo(props: ComponentProps<typeof RepoPanel>): VNode {
  return <RepoPanel key={useSessionKey(props.session)} {...props} />
}
