import { signal } from '@preact/signals'
import type { CodeOf, HubFailure } from '../app/hub/hub.js'
import type { HubProject, PlanEdit, ProjectGit } from '../app/projects.js'
import { messages } from '../app/texts/messages.js'
import { findItem, itemsOf, SECTIONS, withItems } from './plan.js'
import { moved } from '../app/project-order.js'
import { failed, hasCode } from '../app/failed.js'
import { newest } from '../app/newest.js'
import { toast } from '../app/toasts.js'
import { ask, client } from '../app/the-hub.js'

/** Project of the open page, with pending edits applied. */
export const project = signal<HubProject | null>(null)
/** Reason that the project could not be read. */
export const projectFailure = signal<HubFailure | null>(null)
export const git = signal<ProjectGit | null>(null)
/** Texts of items that were added or changed within the last `MARKED_MS`. */
export const freshItems = signal<ReadonlySet<string>>(new Set())

/** Duration of the highlight on a changed item. */
const MARKED_MS = 2_000
let openId: string | null = null
/** Project as the hub last returned it, without pending edits. */
const told = signal<HubProject | null>(null)
let pending = 0

const reading = newest(
  told,
  async () => {
    const id = openId
    if (id === null) return null
    const answer = await ask(client.readProject({ params: { id } }))
    // The response to the pending edit will be newer.
    if (id !== openId || pending > 0) return null
    projectFailure.value = answer.ok ? null : answer.failure
    return answer.ok ? answer.value : null
  },
  show,
)
const gitReading = newest(git, async () => {
  const answer = openId === null ? null : await ask(client.readGlance({ params: { id: openId } }))
  return answer?.ok === true ? answer.value : null
})

export const readProject = reading.again
export const readGit = gitReading.again

/** Sets the project of the page without reading it. */
export function openProject(id: string): void {
  openId = id
  reading.forget()
  gitReading.forget()
  told.value = null
  project.value = null
  projectFailure.value = null
  git.value = null
}

function take(next: HubProject): void {
  const before = told.value
  reading.change(() => next)
  show(before, next)
}

function show(before: HubProject | null, next: HubProject): void {
  // With edits pending, the page already shows changes that this response lacks.
  if (pending === 0) project.value = next
  if (!before || before.docRev === next.docRev) return
  const known = new Set(SECTIONS.flatMap((section) => itemsOf(before, section).map(({ text }) => text)))
  mark(SECTIONS.flatMap((section) => itemsOf(next, section)).filter(({ text }) => !known.has(text)))
}

function mark(items: ReadonlyArray<{ readonly text: string }>): void {
  if (items.length === 0) return
  const texts = items.map(({ text }) => text)
  freshItems.value = new Set([...freshItems.value, ...texts])
  setTimeout(
    () => (freshItems.value = new Set([...freshItems.value].filter((text) => !texts.includes(text)))),
    MARKED_MS,
  )
}

/** The plan with an edit applied, shown until the hub has answered. */
function foreseen(now: HubProject, edit: PlanEdit): HubProject {
  if (edit.action === 'add' || edit.action === 'set-version') return now
  const { section } = edit.item
  const items = itemsOf(now, section)
  const item = findItem(now, edit.item)
  if (!item) return now
  const put = (changed: typeof items): HubProject => ({ ...now, ...withItems(now, section, changed) })
  switch (edit.action) {
    case 'toggle':
      return put(items.map((one) => (one === item ? { ...one, done: !one.done } : one)))
    case 'edit':
      return put(items.map((one) => (one === item ? { ...one, text: edit.text } : one)))
    case 'delete':
      return put(items.filter((one) => one !== item))
    case 'reorder':
      return put(moved(items, items.indexOf(item), edit.toIndex))
    case 'move': {
      const without = put(items.filter((one) => one !== item))
      return { ...without, ...withItems(without, edit.toSection, [...itemsOf(without, edit.toSection), item]) }
    }
  }
}

/** Edits are sent one at a time, because each needs the line numbers that the previous one produced. */
let queue: Promise<unknown> = Promise.resolve()

/** Changes the plan document. Resolves to true on success. A failure is shown as a toast and the plan is read again. */
export function editPlan(edit: PlanEdit): Promise<boolean> {
  const id = openId
  if (id === null || !project.value) return Promise.resolve(false)
  project.value = foreseen(project.value, edit)
  pending += 1
  const done = queue.then(() => send(id, edit))
  queue = done
  return done
}

async function send(id: string, edit: PlanEdit): Promise<boolean> {
  const answer = await ask(client.changePlan({ params: { id }, body: bodyOf(onItsLine(edit)) }))
  pending -= 1
  if (id !== openId) return answer.ok
  if (answer.ok) {
    take(answer.value)
    return true
  }
  refused(answer.failure)
  return false
}

/** Updates the line number: earlier edits may have moved the item. */
function onItsLine(edit: PlanEdit): PlanEdit {
  if (!('item' in edit)) return edit
  const item = told.value && findItem(told.value, edit.item)
  return item ? { ...edit, item: { ...edit.item, line: item.line } } : edit
}

/** Sends an item's line and its text. The hub rejects the edit when the line has another text. */
function bodyOf(edit: PlanEdit) {
  if (!('item' in edit)) return edit
  const { item, ...rest } = edit
  return { ...rest, section: item.section, line: item.line, expect: item.text }
}

function refused(failure: HubFailure<CodeOf<'changePlan'>>): void {
  const m = messages.value
  if (hasCode(failure, 'PlanSectionNotFound')) toast({ text: m.noSection })
  else if (hasCode(failure, 'PlanChanged', 'StaleItemLine')) toast({ text: m.changedElsewhere })
  else failed(m.couldNotChange(project.value?.displayName ?? ''), failure)
  void readProject()
}

export interface Release {
  readonly releaseVersion: string
  readonly newDevVersion: string
  /** Markdown for the changelog; may be empty. */
  readonly narrative: string
  /** Revision that the user has seen. */
  readonly docRev: string | null
}

/** Closes a version. Resolves to `null` on success, otherwise to the failure. */
export async function releaseVersion({
  narrative,
  docRev,
  ...versions
}: Release): Promise<HubFailure<CodeOf<'releasePlan'>> | null> {
  const id = openId
  if (id === null) return null
  const answer = await ask(
    client.releasePlan({
      params: { id },
      body: { ...versions, ...(narrative === '' ? {} : { narrative }), ...(docRev === null ? {} : { docRev }) },
    }),
  )
  if (!answer.ok) {
    await readProject()
    return answer.failure
  }
  take(answer.value)
  return null
}

/** Undoes the last release of a project: its plan is as before. */
export async function undoRelease({ id, displayName }: HubProject): Promise<void> {
  const m = messages.value
  const answer = await ask(client.undoRelease({ params: { id } }))
  if (!answer.ok) failed(m.couldNotUndoRelease(displayName), answer.failure)
  else toast({ text: m.releaseUndone(displayName) })
  if (id !== openId) return
  if (answer.ok) take(answer.value)
  else await readProject()
}

export async function setPinned(pinned: boolean): Promise<void> {
  const shown = project.value
  if (!shown) return
  const answer = await ask(client.changeProject({ params: { id: shown.id }, body: { pinned } }))
  if (!answer.ok) failed(messages.value.couldNotChange(shown.displayName), answer.failure)
  else if (shown.id === openId) take(answer.value)
}

/** Turns ROADMAP.md into CHANGELOG.md and its backlog into cards of the board. */
export async function migratePlan(): Promise<void> {
  const shown = project.value
  if (!shown) return
  const m = messages.value
  const answer = await ask(client.migratePlan({ params: { id: shown.id } }))
  if (!answer.ok) failed(m.couldNotChange(shown.displayName), answer.failure)
  else if (shown.id === openId) take(answer.value)
  if (answer.ok) toast({ text: m.migrated(shown.backlog.length) })
}
