import { computed, signal } from '@preact/signals'
import { parseRoute, routePath, type Route } from './routing/route.js'
import { hubAddress, hubPath } from './platform/mount.js'

const here = (): Route => parseRoute(hubPath(window.location.pathname), window.location.search)

const current = signal<Route>(here())

export const route = computed(() => current.value)

/** True while a panel is beside the terminal, or in its place on a phone. */
export const hasPanel = computed(() => current.value.page === 'terminal' && current.value.beside !== undefined)

/** Navigates with a new history entry. Terminals stay side by side while a page goes to one of them. */
export function go(to: Route): void {
  const here = current.value
  const { layout, sizes } = here.page === 'terminal' ? here : {}
  const isAmong = to.page === 'terminal' && to.layout === undefined && layout?.flat().includes(to.session) === true
  push(isAmong ? { ...to, layout, ...(sizes && { sizes }) } : to)
}

/** Navigates with a new history entry to exactly this route. */
export function push(to: Route): void {
  if (routePath(to) !== routePath(current.value)) history.pushState(null, '', hubAddress(routePath(to)))
  current.value = to
}

/** Replaces the current history entry, for filters and renames. */
export function replace(to: Route): void {
  history.replaceState(null, '', hubAddress(routePath(to)))
  current.value = to
}

export function followHistory(): void {
  window.addEventListener('popstate', () => {
    current.value = here()
  })
  // Rewrites `/?session=` to the canonical address.
  replace(current.value)
}

/** True for a click without modifiers. Other clicks keep the browser's behaviour: new tab, new window, download. */
export const isPlainClick = (event: MouseEvent): boolean =>
  event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey
