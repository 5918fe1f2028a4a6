import { computed, signal } from '@preact/signals'
import type { HubFailure } from '../hub/hub.js'
import type { PlanMatches, ProjectSummary } from './the-projects-hub.js'
import { messages } from '../i18n/messages.js'
import { neighbourStep, pinnedProjectsFirst, putBefore } from './project-order.js'
import { PROJECTS } from '../routing/route.js'
import { go } from '../state/router.js'
import { failed } from '../state/failed.js'
import { newest } from '../state/newest.js'
import { toast } from '../state/toasts.js'
import { projectsHub } from './the-projects-hub.js'

const listed = signal<ReadonlyArray<ProjectSummary> | null>(null)

/** Every project, pinned ones first; `null` before the hub's first answer. */
export const projects = computed(() => listed.value && pinnedProjectsFirst(listed.value))
/** Why the list could not be read. */
export const listFailure = signal<HubFailure | null>(null)
/** What the search found in plans; `null` while nothing is searched. */
export const matches = signal<PlanMatches | null>(null)

/** Changes of this page that the hub has not answered yet: until then its list shows the old order. */
let pending = 0

const list = newest(listed, async () => {
  const answer = await projectsHub.list()
  if (pending > 0) return null
  listFailure.value = answer.ok ? null : answer.failure
  return answer.ok ? answer.value : null
})

export const readProjects = list.again

async function change(
  shown: ReadonlyArray<ProjectSummary>,
  { id, displayName }: ProjectSummary,
  asked: Parameters<typeof projectsHub.change>[1],
): Promise<void> {
  list.change(() => shown)
  pending += 1
  const answer = await projectsHub.change(id, asked)
  pending -= 1
  if (!answer.ok) failed(messages.value.couldNotChange(displayName), answer.failure)
  await readProjects()
}

export async function setProjectPinned(project: ProjectSummary, pinned: boolean): Promise<void> {
  const shown = (listed.value ?? []).map((one) => (one.id === project.id ? { ...one, pinned } : one))
  await change(shown, project, { pinned })
}

/** Puts a project before another one, or at the end; among pinned ones it becomes one of them, and the other way round. */
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

/** Takes a project off the list. It can be taken back where that writes nothing: a folder with a plan document. */
export async function forgetProject(project: {
  readonly id: string
  readonly displayName: string
  readonly path: string
  readonly missing: boolean
}): Promise<void> {
  const m = messages.value
  const { id, displayName, path, missing } = project
  const answer = await projectsHub.forget(id)
  if (!answer.ok) {
    failed(m.couldNotForget(displayName), answer.failure)
    return
  }
  list.change((all) => all.filter((one) => one.id !== id))
  go(PROJECTS)
  const back = async (): Promise<void> => {
    const again = await projectsHub.register(displayName, path)
    if (!again.ok) failed(m.couldNotRegister(displayName), again.failure)
    await readProjects()
  }
  toast({
    text: m.forgotten(displayName),
    action: missing ? null : { label: m.undo, run: () => void back() },
  })
}

/** Shorter texts are in nearly every plan. */
const SEARCH_MIN = 2
const SEARCH_PAUSE_MS = 200
let searching: ReturnType<typeof setTimeout> | undefined
let asked = 0

/** Looks a text up in all plans, once the typing pauses. */
export function searchPlans(text: string): void {
  clearTimeout(searching)
  asked += 1
  const mine = asked
  if (text.trim().length < SEARCH_MIN) {
    matches.value = null
    return
  }
  searching = setTimeout(() => {
    void projectsHub.search(text.trim()).then((answer) => {
      if (mine === asked && answer.ok) matches.value = answer.value
    })
  }, SEARCH_PAUSE_MS)
}
