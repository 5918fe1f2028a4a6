import { computed } from '@preact/signals'
import { railNeedsOnly, railOrder } from '../app/platform/preferences.js'
import { needs } from '../approvals/needs/needs.js'
import { railGroupsOf, readOrder, withPlaced, type Edge, type RailGroup } from './rail-groups.js'
import { route } from '../app/router.js'
import { sessions } from '../app/sessions.js'

const live = computed(() => (sessions.value ?? []).filter(({ status }) => status !== 'dormant'))
const order = computed(() => readOrder(railOrder.value))
const allGroups = computed(() => railGroupsOf(live.value, order.value))

/** True when the person has put sessions into an order. */
export const isOrderedByHand = computed(() => order.value.length > 0)

/** Sessions that the filter of the rail leaves: those that need the person, and the one of the shown terminal. */
const needing = computed(() => {
  const here = route.value
  return new Set([
    ...needs.value.map(({ session }) => session?.name),
    here.page === 'terminal' ? here.session : undefined,
  ])
})

/** Groups that the rail shows. */
export const railGroups = computed(() =>
  railNeedsOnly.value
    ? allGroups.value
        .map((group) => ({ ...group, sessions: group.sessions.filter(({ name }) => needing.value.has(name)) }))
        .filter((group) => group.sessions.length > 0)
    : allGroups.value,
)

/** Names of the running sessions in the order of the rail. */
export const railNames = computed(() => allGroups.value.flatMap((group) => group.sessions.map(({ name }) => name)))

/** Group that the rail shows the session in. */
export const groupOf = (id: string): RailGroup | undefined =>
  railGroups.value.find((group) => group.sessions.some((session) => session.id === id))

/** Puts a session beside another one of its group. */
export function placeSession(id: string, beside: string, edge: Edge): void {
  const ids = allGroups.value.flatMap((group) => group.sessions.map((session) => session.id))
  railOrder.value = JSON.stringify(withPlaced(ids, id, beside, edge))
}

/** Moves a session by one place within its group. Returns its place from 1 on; `null` at the end of the group. */
export function moveSession(id: string, by: 1 | -1): number | null {
  const group = groupOf(id)?.sessions ?? []
  const at = group.findIndex((session) => session.id === id) + by
  const neighbour = group[at]
  if (!neighbour) return null
  placeSession(id, neighbour.id, by === -1 ? 'top' : 'bottom')
  return at + 1
}

export function clearRailOrder(): void {
  railOrder.value = ''
}
