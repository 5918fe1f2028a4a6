import { computed, signal } from '@preact/signals'
import type { HubFailure } from './hub/hub.js'
import type { PlanMatches, ProjectSummary } from './projects.js'
import { messages } from './texts/messages.js'
import { neighbourStep, pinnedProjectsFirst, putBefore } from './project-order.js'
import { PROJECTS } from './routing/route.js'
import { go } from './router.js'
import { failed } from './failed.js'
import { newest } from './newest.js'
import { toast } from './toasts.js'
import { ask, client } from './the-hub.js'
import type { RequestBody } from '../../../http/client/bodies.js'

const listed = signal<ReadonlyArray<ProjectSummary> | null>(null)

/** All projects, pinned ones first; `null` before the first response. */
export const projects = computed(() => listed.value && pinnedProjectsFirst(listed.value))
/** Reason that the list could not be read. */
export const listFailure = signal<HubFailure | null>(null)
/** Search results from plans; `null` without a search. */
export const matches = signal<PlanMatches | null>(null)

/** Number of changes that the hub has not answered yet. Until then its list is outdated. */
let pending = 0

const list = newest(listed, async () => {
  const answer = await ask(client.listProjects(), ({ body }) => body.projects)
  if (pending > 0) return null
  listFailure.value = answer.ok ? null : answer.failure
  return answer.ok ? answer.value : null
})

export const readProjects = list.again

/** Reads the list by another request. */
export const readProjectsBy = (read: () => Promise<ReadonlyArray<ProjectSummary> | null>): Promise<void> =>
  list.againBy(async () => {
    const answer = await read()
    return pending > 0 ? null : answer
  })

async function change(
  shown: ReadonlyArray<ProjectSummary>,
  { id, displayName }: ProjectSummary,
  asked: RequestBody<'changeProject'>,
): Promise<void> {
  list.change(() => shown)
  pending += 1
  const answer = await ask(client.changeProject({ params: { id }, body: asked }))
  pending -= 1
  if (!answer.ok) failed(messages.value.couldNotChange(displayName), answer.failure)
  await readProjects()
}

export async function setProjectPinned(project: ProjectSummary, pinned: boolean): Promise<void> {
  const shown = (listed.value ?? []).map((one) => (one.id === project.id ? { ...one, pinned } : one))
  await change(shown, project, { pinned })
}

/** Moves a project before another one or to the end. Moving next to pinned projects pins it, and the reverse. */
export async function moveProject(id: string, before: string | null, pinned: boolean): Promise<void> {
  const all = listed.value ?? []
  const project = all.find((one) => one.id === id)
  if (!project || before === id) return
  const shown = putBefore(all, id, before).map((one) => (one.id === id ? { ...one, pinned } : one))
  await change(shown, project, { before, ...(pinned === project.pinned ? {} : { pinned }) })
}

export function stepProject({ id, pinned }: ProjectSummary, step: 1 | -1): void {
  const before = neighbourStep(projects.value ?? [], id, step)
  if (before !== undefined) void moveProject(id, before, pinned)
}

/**
 * Removes a project from the list. Undo is offered when registering it again writes no file: the folder has a plan
 * document.
 */
export async function forgetProject(project: {
  readonly id: string
  readonly displayName: string
  readonly path: string
  readonly missing: boolean
}): Promise<void> {
  const m = messages.value
  const { id, displayName, path, missing } = project
  const answer = await ask(client.forgetProject({ params: { id } }))
  if (!answer.ok) {
    failed(m.couldNotForget(displayName), answer.failure)
    return
  }
  list.change((all) => all.filter((one) => one.id !== id))
  go(PROJECTS)
  const back = async (): Promise<void> => {
    const again = await ask(client.createProject({ body: { displayName, path } }), ({ body }) => body.id)
    if (!again.ok) failed(m.couldNotRegister(displayName), again.failure)
    await readProjects()
  }
  toast({
    text: m.forgotten(displayName),
    undo: missing ? null : () => void back(),
  })
}

/** Shorter texts match nearly every plan. */
const SEARCH_MIN = 2
const SEARCH_PAUSE_MS = 200
let searching: ReturnType<typeof setTimeout> | undefined
let asked = 0

/** Searches all plans after a pause in typing. */
export function searchPlans(text: string): void {
  clearTimeout(searching)
  asked += 1
  const mine = asked
  if (text.trim().length < SEARCH_MIN) {
    matches.value = null
    return
  }
  searching = setTimeout(
    () =>
      void ask(client.searchProjects({ query: { q: [text.trim()] } })).then((answer) => {
        if (mine === asked && answer.ok) matches.value = answer.value
      }),
    SEARCH_PAUSE_MS,
  )
}
