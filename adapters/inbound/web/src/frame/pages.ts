import type { ComponentProps } from 'preact'
import type { ProjectSessionsProps } from '../overview/project-sessions.js'
import type { ProjectPage } from '../projects/project-page.js'
import type { UsageFilter } from '../app/routing/route.js'
import { lazyPage } from '../ui/lazy-page.js'

// Pages whose script is loaded on first use.
export const Approvals = lazyPage(async () => (await import('../approvals/approvals-page.js')).Approvals)
export const Board = lazyPage<object>(async () => (await import('../board/board-page.js')).BoardPage)
export const Conversations = lazyPage<object>(
  async () => (await import('../conversations/conversations-page.js')).ConversationsPage,
)
export const Needs = lazyPage<object>(async () => (await import('../needs/needs-page.js')).Needs)
export const NewSession = lazyPage<object>(async () => (await import('../new-session/new-session.js')).NewSession)
export const Projects = lazyPage<object>(async () => (await import('../projects/projects-page.js')).ProjectsPage)
export const ProjectSessions = lazyPage<ProjectSessionsProps>(
  async () => (await import('../overview/project-sessions.js')).ProjectSessions,
)
export const Project = lazyPage<ComponentProps<typeof ProjectPage>>(
  async () => (await import('../projects/project-page.js')).ProjectPage,
)
export const Settings = lazyPage<object>(async () => (await import('../settings/settings.js')).Settings)
export const StatusPage = lazyPage<object>(async () => (await import('../status/status-page.js')).StatusPage)
/** The script of its charts is loaded after that of the page. */
export const Usage = lazyPage<{ readonly days: number } & UsageFilter>(
  async () => (await import('../usage/usage-page.js')).UsagePage,
)
