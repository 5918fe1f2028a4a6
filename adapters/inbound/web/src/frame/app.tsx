import type { VNode, ComponentProps } from 'preact'
import { useEffect } from 'preact/hooks'
import { Frame } from './frame.js'
import { messages } from '../app/texts/messages.js'
import { OVERVIEW, type UsageFilter } from '../app/routing/route.js'
import { needs } from '../approvals/needs/needs.js'
import { Overview } from '../overview/overview.js'
import type { ProjectSessionsProps } from '../overview/project-sessions.js'
import { Palette } from '../palette/palette.js'
import { SignIn } from '../signin/sign-in.js'
import { overlay } from '../app/overlays.js'
import { route } from '../app/router.js'
import { shown } from '../app/sessions.js'
import { token } from '../app/sign-in.js'
import { LazyTerminal } from '../terminal/lazy-terminal.js'
import { LazyTransferLayer } from '../transfer/lazy-transfer-layer.js'
import { Link } from '../ui/link.js'
import { MenuLayer } from '../ui/menu.js'
import { TooltipLayer } from '../ui/tooltip.js'
import type { TodayProps } from '../today/today-page.js'
import { lazyPage } from '../ui/lazy-page.js'
import type { ProjectPage } from '../projects/project-page.js'

// Pages whose script is loaded on first use.
const Approvals = lazyPage(async () => (await import('../approvals/approvals-page.js')).Approvals)
const Board = lazyPage<object>(async () => (await import('../board/board-page.js')).BoardPage)
const Conversations = lazyPage<object>(
  async () => (await import('../conversations/conversations-page.js')).ConversationsPage,
)
const NewSession = lazyPage<object>(async () => (await import('../new-session/new-session.js')).NewSession)
const Projects = lazyPage<object>(async () => (await import('../projects/projects-page.js')).ProjectsPage)
const ProjectSessions = lazyPage<ProjectSessionsProps>(
  async () => (await import('../overview/project-sessions.js')).ProjectSessions,
)
const Project = lazyPage<ComponentProps<typeof ProjectPage>>(
  async () => (await import('../projects/project-page.js')).ProjectPage,
)
const Share = lazyPage<{ readonly text: string }>(async () => (await import('../share/share-page.js')).SharePage)
const Settings = lazyPage<object>(async () => (await import('../settings/settings.js')).Settings)
const StatusPage = lazyPage<object>(async () => (await import('../status/status-page.js')).StatusPage)
const Today = lazyPage<TodayProps>(async () => (await import('../today/today-page.js')).TodayPage)
/** The script of its charts is loaded after that of the page. */
const Usage = lazyPage<{ readonly days: number } & UsageFilter>(
  async () => (await import('../usage/usage-page.js')).UsagePage,
)

/** Root component: the page of the current route and the overlays. */
export function App(): VNode {
  const title = titleOf()
  useEffect(() => {
    document.title = title
  }, [title])

  if (token.value === null) return <SignIn />
  const here = route.value
  return (
    <>
      <Frame>
        <Page />
      </Frame>
      {here.page === 'overview' && here.dialog === 'new' && <NewSession />}
      {overlay.value === 'palette' && <Palette />}
      <MenuLayer />
      <TooltipLayer />
      <LazyTransferLayer />
    </>
  )
}

/** Document title: the page's name, preceded by the number of what needs the person. */
function titleOf(): string {
  if (token.value === null) return 'Penates'
  const waiting = needs.value.length
  const names = [waiting > 0 && `(${waiting})`, placeName(), 'Penates']
  return names.filter(Boolean).join(' ')
}

function placeName(): string | null {
  const here = route.value
  switch (here.page) {
    case 'terminal':
      return `${shown(here.session)} ·`
    case 'settings':
      return `${messages.value.settings} ·`
    case 'status':
      return `${messages.value.hubStatus} ·`
    case 'approvals':
      return `${messages.value.needsYou} ·`
    case 'today':
      return `${messages.value.today} ·`
    case 'conversations':
      return `${messages.value.conversations} ·`
    case 'board':
      return `${here.isInProject ? here.project : messages.value.board} ·`
    case 'usage':
      return `${messages.value.usage} ·`
    case 'projects':
      return `${messages.value.projects} ·`
    case 'project':
      return `${here.id} ·`
    case 'overview':
    case 'share':
    case 'unknown':
      return null
  }
}

function Page(): VNode {
  const here = route.value
  switch (here.page) {
    case 'overview':
      return <Overview />
    case 'terminal':
      return <LazyTerminal session={here.session} />
    case 'settings':
      return <Settings />
    case 'status':
      return <StatusPage />
    case 'today':
      return <Today view={here.view ?? 'today'} />
    case 'share':
      return <Share text={here.text} />
    case 'conversations':
      return <Conversations />
    case 'approvals':
      return <Approvals />
    case 'board':
      return <Board />
    case 'usage':
      return <Usage {...here} />
    case 'projects':
      return <Projects />
    case 'project':
      return <Project key={here.id} id={here.id} sessions={ProjectSessions} />
    case 'unknown':
      return (
        <div class="empty grid gap-12 faint align-centre centre-items">
          <p>{messages.value.noSuchPage}</p>
          <Link to={OVERVIEW} class="button">
            {messages.value.backToOverview}
          </Link>
        </div>
      )
  }
}
