import { besidePath, parseBeside, type Beside } from './beside.js'
import { layoutQuery, parseLayout, type Layout } from './layout.js'
import { parseSizes, sizesQuery, type LayoutSizes } from './layout-sizes.js'
import { conversationsPath, parseConversations, type ConversationsRoute } from './conversations-route.js'
import { boardPath, parseBoard, type BoardRoute } from './board-route.js'

/** Current page with its parameters. Every route has an address that parses to the same route. */
export type Route =
  /** `folder` is that of the new session; without one the form keeps its own. */
  | { readonly page: 'overview'; readonly dialog: 'new' | null; readonly filter: string; readonly folder?: string }
  /** `layout` has the session in it; without one its terminal fills the page. Without `sizes` its parts are equal. */
  | {
      readonly page: 'terminal'
      readonly session: string
      readonly beside?: Beside
      readonly layout?: Layout
      readonly sizes?: LayoutSizes
    }
  | { readonly page: 'projects'; readonly dialog: 'new' | null; readonly filter: string }
  | { readonly page: 'project'; readonly id: string; readonly tab: ProjectTab; readonly path: string }
  | BoardRoute
  | ({ readonly page: 'usage'; readonly days: number } & UsageFilter)
  | { readonly page: 'settings'; readonly part?: SettingsPart }
  | { readonly page: 'status' }
  /** List of all that needs the person. `filter` selects calls of the history; the waiting call `call` is first. */
  | {
      readonly page: 'approvals'
      readonly view?: 'history' | 'rules'
      readonly filter?: string
      readonly call?: string
    }
  /** Changes since the last visit, or with `view` all schedules. */
  | { readonly page: 'today'; readonly view?: 'schedules' }
  | ConversationsRoute
  /** Text that another app shares with the installed one. */
  | { readonly page: 'share'; readonly text: string }
  | { readonly page: 'unknown'; readonly path: string }

/** Sections of the settings page in their order. */
export const SETTINGS_PARTS = [
  'appearance',
  'terminal',
  'attention',
  'hub',
  'webhooks',
  'devices',
  'tokens',
  'setup',
  'account',
  'about',
] as const
export type SettingsPart = (typeof SETTINGS_PARTS)[number]

/** Tabs of a project's page beside its board. */
const PROJECT_TABS = ['plan', 'sessions', 'files', 'usage'] as const
export type ProjectTab = (typeof PROJECT_TABS)[number]

type OverviewRoute = Extract<Route, { readonly page: 'overview' }>

export const OVERVIEW: Route = { page: 'overview', dialog: null, filter: '' }
export const NEW_SESSION: OverviewRoute = { page: 'overview', dialog: 'new', filter: '' }
/** Form for a new session in a folder; `null` keeps the folder of the form. */
export const newSessionIn = (folder: string | null): OverviewRoute => ({
  ...NEW_SESSION,
  ...(folder ? { folder } : {}),
})
export const TODAY: Route = { page: 'today' }
export const SCHEDULES: Route = { page: 'today', view: 'schedules' }
export const STATUS: Route = { page: 'status' }
export const PROJECTS: Route = { page: 'projects', dialog: null, filter: '' }
/** Selectable periods of the usage page, in days. */
export const USAGE_DAYS = [7, 30, 90] as const
/** Project by its id and model whose usage is shown; empty for all. */
export interface UsageFilter {
  readonly project: string
  readonly model: string
}
export const ALL_USAGE: UsageFilter = { project: '', model: '' }
export const USAGE: Route = { page: 'usage', days: 30, ...ALL_USAGE }
export const NEW_PROJECT: Route = { page: 'projects', dialog: 'new', filter: '' }

/** Route of a project's page. `path` is the shown file or folder relative to the project, `''` for none. */
export const projectRoute = (id: string, tab: ProjectTab = 'plan', path = ''): Route => ({
  page: 'project',
  id,
  tab,
  path,
})

/** Parses an address. Notifications and bookmarks of other clients use `/?session=<name>`. */
export function parseRoute(path: string, search: string): Route {
  const query = new URLSearchParams(search)
  const filter = query.get('q') ?? ''
  switch (path) {
    case '/':
    case '/new': {
      const session = query.get('session')
      if (session) return { page: 'terminal', session }
      if (path === '/') return { page: 'overview', dialog: null, filter }
      return { ...newSessionIn(query.get('folder')), filter }
    }
    case '/projects':
    case '/projects/new':
      return { page: 'projects', dialog: path === '/projects/new' ? 'new' : null, filter }
    case '/usage':
      return {
        page: 'usage',
        days: USAGE_DAYS.find((days) => String(days) === query.get('days')) ?? 30,
        project: query.get('project') ?? '',
        model: query.get('model') ?? '',
      }
    case '/settings':
      return { page: 'settings' }
    case '/status':
      return STATUS
    case '/needs':
    case '/approvals': {
      const call = query.get('call')
      return { page: 'approvals', ...(call && { call }) }
    }
    case '/share':
      return { page: 'share', text: ['title', 'text', 'url'].flatMap((part) => query.get(part) || []).join('\n') }
    case '/today':
      return TODAY
    case '/schedules':
      return SCHEDULES
    case '/approvals/rules':
      return { page: 'approvals', view: 'rules' }
    case '/approvals/history':
      return { page: 'approvals', view: 'history', filter }
    default:
      return (
        parseSettingsPart(path) ??
        parseBoard(path, query) ??
        parseConversations(path, query) ??
        parsePlace(path, query) ?? { page: 'unknown', path }
      )
  }
}

/** Parses `/settings/<part>`. */
function parseSettingsPart(path: string): Route | null {
  const part = SETTINGS_PARTS.find((each) => path === `/settings/${each}`)
  return part === undefined ? null : { page: 'settings', part }
}

/** Parses `/s/<session>` with its side view, and `/p/<project>` with its tabs, as `/p/<project>/files?path=<path>`. */
function parsePlace(path: string, query: URLSearchParams): Route | null {
  const [, kind, encoded = '', part] = /^\/([sp])\/([^/]+)(?:\/(.+))?$/.exec(path) ?? []
  const name = decoded(encoded)
  if (name === null || name === '') return null
  if (kind === 'p') {
    if (part === undefined) return projectRoute(name)
    const tab = PROJECT_TABS.find((each) => each === part && each !== 'plan')
    if (tab === undefined) return null
    return projectRoute(name, tab, tab === 'files' ? (query.get('path') ?? '') : '')
  }
  const layout = parseLayout(query)
  const shown = layout?.flat().includes(name) === true ? layout : null
  const sizes = shown && parseSizes(query, shown)
  const terminal = {
    page: 'terminal',
    session: name,
    ...(shown && { layout: shown }),
    ...(sizes && { sizes }),
  } as const
  if (part === undefined) return terminal
  const beside = parseBeside(part, query)
  return beside && { ...terminal, beside }
}

function decoded(part: string): string | null {
  try {
    return decodeURIComponent(part)
  } catch {
    return null
  }
}

const withQuery = (path: string, key: string, value: string): string =>
  value === '' ? path : `${path}?${key}=${encodeURIComponent(value)}`

function usagePath({ days, project, model }: { readonly days: number } & UsageFilter): string {
  const query = new URLSearchParams({
    ...(days !== 30 && { days: String(days) }),
    ...(project && { project }),
    ...(model && { model }),
  }).toString()
  return query === '' ? '/usage' : `/usage?${query}`
}

export function routePath(route: Route): string {
  switch (route.page) {
    case 'overview':
      return route.dialog === 'new' && route.folder !== undefined
        ? withQuery('/new', 'folder', route.folder)
        : withQuery(route.dialog === 'new' ? '/new' : '/', 'q', route.filter)
    case 'terminal': {
      const path = `/s/${encodeURIComponent(route.session)}`
      const whole = route.beside ? `${path}/${besidePath(route.beside)}` : path
      if (route.layout === undefined) return whole
      const sizes = route.sizes ? `&${sizesQuery(route.sizes)}` : ''
      return `${whole}${whole.includes('?') ? '&' : '?'}${layoutQuery(route.layout)}${sizes}`
    }
    case 'projects':
      return withQuery(route.dialog === 'new' ? '/projects/new' : '/projects', 'q', route.filter)
    case 'project': {
      const path = `/p/${encodeURIComponent(route.id)}${route.tab === 'plan' ? '' : `/${route.tab}`}`
      return withQuery(path, 'path', route.path)
    }
    case 'board':
      return boardPath(route)
    case 'usage':
      return usagePath(route)
    case 'settings':
      return route.part === undefined ? '/settings' : `/settings/${route.part}`
    case 'status':
      return '/status'
    case 'approvals':
      if (route.view === 'rules') return '/approvals/rules'
      return route.view === 'history'
        ? withQuery('/approvals/history', 'q', route.filter ?? '')
        : withQuery('/approvals', 'call', route.call ?? '')
    case 'today':
      return route.view === undefined ? '/today' : '/schedules'
    case 'share':
      return withQuery('/share', 'text', route.text)
    case 'conversations':
      return conversationsPath(route)
    case 'unknown':
      return route.path
  }
}
