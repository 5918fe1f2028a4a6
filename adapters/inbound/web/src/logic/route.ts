import { besidePath, parseBeside, type Beside } from './beside.js'

/** Where the person is. Every place has an address that leads back to it. */
export type Route =
  | { readonly page: 'overview'; readonly dialog: 'new' | null; readonly filter: string }
  | { readonly page: 'terminal'; readonly session: string; readonly beside?: Beside }
  | { readonly page: 'settings' }
  | { readonly page: 'approvals' }
  | { readonly page: 'unknown'; readonly path: string }

export const OVERVIEW: Route = { page: 'overview', dialog: null, filter: '' }
export const NEW_SESSION: Route = { page: 'overview', dialog: 'new', filter: '' }

/** Reads an address. `/?session=<name>` is what notifications and bookmarks of other clients link to. */
export function parseRoute(path: string, search: string): Route {
  const query = new URLSearchParams(search)
  if (path === '/' || path === '/new') {
    const session = query.get('session')
    if (session) return { page: 'terminal', session }
    return { page: 'overview', dialog: path === '/new' ? 'new' : null, filter: query.get('q') ?? '' }
  }
  if (path === '/settings') return { page: 'settings' }
  if (path === '/approvals') return { page: 'approvals' }
  return parseTerminal(path, query) ?? { page: 'unknown', path }
}

function parseTerminal(path: string, query: URLSearchParams): Route | null {
  const [, name = '', part] = /^\/s\/([^/]+)(?:\/(.+))?$/.exec(path) ?? []
  const session = decoded(name)
  if (session === null || session === '') return null
  if (part === undefined) return { page: 'terminal', session }
  const beside = parseBeside(part, query)
  return beside && { page: 'terminal', session, beside }
}

function decoded(part: string): string | null {
  try {
    return decodeURIComponent(part)
  } catch {
    return null
  }
}

export function routePath(route: Route): string {
  switch (route.page) {
    case 'overview': {
      const path = route.dialog === 'new' ? '/new' : '/'
      return route.filter === '' ? path : `${path}?q=${encodeURIComponent(route.filter)}`
    }
    case 'terminal': {
      const path = `/s/${encodeURIComponent(route.session)}`
      return route.beside ? `${path}/${besidePath(route.beside)}` : path
    }
    case 'settings':
      return '/settings'
    case 'approvals':
      return '/approvals'
    case 'unknown':
      return route.path
  }
}
