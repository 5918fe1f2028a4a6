import { computed, signal } from '@preact/signals'
import { parseRoute, routePath, type Route } from '../routing/route.js'

const here = (): Route => parseRoute(window.location.pathname, window.location.search)

const current = signal<Route>(here())

/** Where the person is. */
export const route = computed(() => current.value)

/** Goes there, with an entry in the history. */
export function go(to: Route): void {
  if (routePath(to) !== routePath(current.value)) history.pushState(null, '', routePath(to))
  current.value = to
}

/** Goes there in place of the present entry: filters, renames. */
export function replace(to: Route): void {
  history.replaceState(null, '', routePath(to))
  current.value = to
}

export function followHistory(): void {
  window.addEventListener('popstate', () => {
    current.value = here()
  })
  // `/?session=` is a way in; the address bar then shows the place itself.
  replace(current.value)
}

/** Lets the browser keep its own ways of opening a link: new tab, new window, download. */
export const isPlainClick = (event: MouseEvent): boolean =>
  event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey
