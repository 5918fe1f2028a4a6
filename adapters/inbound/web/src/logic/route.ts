/** Where the person is. Every place has an address that leads back to it. */
export type Route =
  | { readonly page: 'overview'; readonly dialog: 'new' | null; readonly filter: string }
  | { readonly page: 'terminal'; readonly session: string }
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
  const session = /^\/s\/([^/]+)$/.exec(path)?.[1]
  if (session !== undefined) {
    const name = decoded(session)
    if (name !== null) return { page: 'terminal', session: name }
  }
  return { page: 'unknown', path }
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
    case 'terminal':
      return `/s/${encodeURIComponent(route.session)}`
    case 'settings':
      return '/settings'
    case 'approvals':
      return '/approvals'
    case 'unknown':
      return route.path
  }
}
