import type { HubSession } from '../app/hub/hub.js'
import { parsed } from '../app/platform/parsed.js'
import { byName, pinnedFirst } from '../app/session-order.js'

/** Sessions of a project, or those without one, in the order of the rail. */
export interface RailGroup {
  /** Id of the project; `null` for sessions without one. */
  readonly id: string | null
  readonly name: string
  readonly sessions: ReadonlyArray<HubSession>
}

/** Edge of a row at which another one is put. */
export type Edge = 'top' | 'bottom'

/**
 * Groups by project, ordered by name, sessions without a project at the end. Sessions that were put into an order by hand
 * keep it; others come before them, pinned ones first, then by state.
 */
export function railGroupsOf(all: ReadonlyArray<HubSession>, order: ReadonlyArray<string>): ReadonlyArray<RailGroup> {
  const places = new Map(order.map((id, at) => [id, at]))
  const groups = new Map<string | null, RailGroup & { readonly sessions: HubSession[] }>()
  for (const session of all) {
    const id = session.project?.id ?? null
    const group = groups.get(id) ?? { id, name: session.project?.name ?? '', sessions: [] }
    groups.set(id, group)
    group.sessions.push(session)
  }
  const byPlace = (one: HubSession, other: HubSession): number =>
    (places.get(one.id) ?? -1) - (places.get(other.id) ?? -1) || pinnedFirst(one, other)
  for (const group of groups.values()) group.sessions.sort(byPlace)
  return [...groups.values()].sort(
    (one, other) => Number(one.id === null) - Number(other.id === null) || byName.compare(one.name, other.name),
  )
}

/** Order of ids after one of them was put beside another one. */
export function withPlaced(
  order: ReadonlyArray<string>,
  id: string,
  beside: string,
  edge: Edge,
): ReadonlyArray<string> {
  const others = order.filter((one) => one !== id)
  const at = others.indexOf(beside) + Number(edge === 'bottom')
  return [...others.slice(0, at), id, ...others.slice(at)]
}

/** Order as it was stored; empty where another version of the page has written something else. */
export function readOrder(stored: string): ReadonlyArray<string> {
  const read = parsed(stored)
  return Array.isArray(read) ? read.filter((id): id is string => typeof id === 'string') : []
}
