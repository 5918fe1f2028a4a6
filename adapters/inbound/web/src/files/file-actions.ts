import { signal } from '@preact/signals'
import type { Answer, CodeOf } from '../app/hub/hub.js'
import { messages } from '../app/texts/messages.js'
import { canMoveInto, freeName, joined, nameOf, parentOf, topmost } from './file-paths.js'
import { failed, hasCode } from '../app/failed.js'
import { toast } from '../app/toasts.js'
import { conflictAsker, type ConflictAsker } from '../transfer/conflicts.js'
import type { FileRoot } from './file-root.js'
import { ask, client } from '../app/the-hub.js'

/** Cut or copied paths. They can be pasted into a folder of the same root. */
export const kept = signal<{
  readonly root: string
  readonly op: 'move' | 'copy'
  readonly paths: ReadonlyArray<string>
} | null>(null)

export function keep(root: FileRoot, op: 'move' | 'copy', paths: ReadonlyArray<string>): void {
  kept.value = paths.length === 0 ? null : { root: root.id, op, paths: topmost(paths) }
}

/** Names in a folder; empty while the folder is not loaded. */
export const namesIn = (root: FileRoot, folder: string): ReadonlySet<string> =>
  new Set((root.folders.value.get(folder)?.entries ?? []).map(({ name }) => name))

/** Creates a file or a folder. Resolves to its path, or `null` on failure. */
export async function make(root: FileRoot, type: 'dir' | 'file', parent: string, name: string): Promise<string | null> {
  const request = { params: { id: root.id }, body: { path: parent, name } }
  const answer = await ask(type === 'dir' ? client.createFolder(request) : client.createFile(request))
  await root.again(parent)
  if (answer.ok) return answer.value.path
  failed(messages.value.couldNotMake(name), answer.failure)
  return null
}

interface Relocation {
  readonly op: 'move' | 'copy' | 'rename'
  readonly from: string
  readonly to: string
  /** Without it, a name conflict is rejected with 409. */
  readonly onConflict?: 'rename' | 'overwrite'
}

/** Resolves to the new path. */
const relocate = (root: string, body: Relocation): Promise<Answer<string, CodeOf<'relocateFile'>>> =>
  ask(client.relocateFile({ params: { id: root }, body }), (answer) => answer.body.path)

/** Renames an entry. Resolves to the new path, or `null` on failure. */
export async function rename(root: FileRoot, path: string, name: string): Promise<string | null> {
  const to = joined(parentOf(path), name)
  const answer = await relocate(root.id, { op: 'rename', from: path, to })
  await root.again(parentOf(path))
  if (answer.ok) return answer.value
  failed(messages.value.couldNotRenameFile(nameOf(path)), answer.failure)
  return null
}

export async function duplicate(root: FileRoot, path: string): Promise<string | null> {
  const parent = parentOf(path)
  const to = joined(parent, freeName(nameOf(path), namesIn(root, parent)))
  const answer = await relocate(root.id, { op: 'copy', from: path, to, onConflict: 'rename' })
  await root.again(parent)
  if (answer.ok) return answer.value
  failed(messages.value.couldNotCopy(nameOf(path)), answer.failure)
  return null
}

/** Moves or copies into a folder and asks about name conflicts. Resolves to the new paths. */
export async function place(
  root: FileRoot,
  op: 'move' | 'copy',
  paths: ReadonlyArray<string>,
  folder: string,
): Promise<ReadonlyArray<string>> {
  const m = messages.value
  const placed: string[] = []
  const moving = topmost(paths)
  if (op === 'move' && !canMoveInto(moving, folder)) return placed
  const asker = conflictAsker(moving.length > 1)
  for (const from of moving) {
    if (op === 'move' && parentOf(from) === folder) continue
    const answer = await placeOne(root, op, from, folder, asker)
    if (answer === null) continue
    if (answer.ok) placed.push(answer.value)
    else failed(op === 'move' ? m.couldNotMove(nameOf(from)) : m.couldNotCopy(nameOf(from)), answer.failure)
  }
  const touched = new Set([folder, ...(op === 'move' ? moving.map(parentOf) : [])])
  await Promise.all([...touched].map(root.again))
  if (op === 'move' && placed.length > 0) offerBack(root, moving, placed, folder)
  return placed
}

/** Resolves to `null` when skipped. */
async function placeOne(
  root: FileRoot,
  op: 'move' | 'copy',
  from: string,
  folder: string,
  asker: ConflictAsker,
): Promise<Answer<string> | null> {
  const to = joined(folder, nameOf(from))
  if (from === to) return relocate(root.id, { op, from, to: freeBeside(root, from), onConflict: 'rename' })
  const answer = await relocate(root.id, { op, from, to })
  if (answer.ok || !hasCode(answer.failure, 'FileExists')) return answer
  const choice = await asker.ask(nameOf(from), folder)
  if (choice === 'skip') return null
  return relocate(root.id, { op, from, to, onConflict: choice === 'replace' ? 'overwrite' : 'rename' })
}

const freeBeside = (root: FileRoot, path: string): string =>
  joined(parentOf(path), freeName(nameOf(path), namesIn(root, parentOf(path))))

/** Undo is offered only when every entry kept its name. */
function offerBack(root: FileRoot, moved: ReadonlyArray<string>, placed: ReadonlyArray<string>, folder: string): void {
  const m = messages.value
  const pairs = placed.flatMap((to) => {
    const from = moved.find((path) => joined(folder, nameOf(path)) === to)
    return from === undefined ? [] : [{ from, to }]
  })
  const back = async (): Promise<void> => {
    for (const { from, to } of pairs) {
      const answer = await relocate(root.id, { op: 'move', from: to, to: from })
      if (!answer.ok) failed(m.couldNotMove(nameOf(to)), answer.failure)
    }
    const touched = new Set([folder, ...pairs.map(({ from }) => parentOf(from))])
    await Promise.all([...touched].map(root.again))
  }
  const [first = ''] = placed
  toast({
    text: placed.length === 1 ? m.movedOne(nameOf(first)) : m.movedMany(placed.length),
    action: pairs.length === placed.length ? { label: m.undo, run: () => void back() } : null,
  })
}

/** Moves files to the machine's trash, from which they can be restored. */
export async function trash(root: FileRoot, paths: ReadonlyArray<string>): Promise<void> {
  const m = messages.value
  const gone = topmost(paths)
  const [first] = gone
  if (first === undefined) return
  const answer = await ask(client.trashFiles({ params: { id: root.id }, body: { paths: gone } }))
  await Promise.all([...new Set(gone.map(parentOf))].map(root.again))
  const what = gone.length === 1 ? nameOf(first) : m.filesCount(gone.length)
  if (answer.ok) toast({ text: m.trashed(what) })
  else failed(m.couldNotTrash(what), answer.failure)
}
