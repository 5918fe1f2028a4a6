import type { VNode } from 'preact'
import { messages } from '../app/texts/messages.js'
import type { DiffFile } from './diff-file.js'
import { patchesOf } from './parsed.js'
import { LINK_MODE, SUBMODULE_MODE, type Patch } from './patch.js'

/** Notes about a file as a whole, in display order. */
export function notesOf(file: DiffFile, diff: string | null): ReadonlyArray<string> {
  const m = messages.value
  const patches = diff === null ? [] : patchesOf(diff)
  const [first] = patches
  const modes = new Set(patches.flatMap(({ oldMode, newMode }) => [oldMode, newMode]))
  const notes: string[] = []
  if (file.status === 'U') notes.push(m.conflictNote)
  if (first && isSubmodule(first)) return [...notes, submoduleText(first)]
  if (
    first &&
    first.oldMode !== null &&
    first.newMode !== null &&
    first.oldMode !== first.newMode &&
    patches.length === 1
  ) {
    notes.push(m.modeNote(first.oldMode, first.newMode))
  }
  if (modes.has(LINK_MODE)) notes.push(m.linkNote)
  if (file.binary) notes.push(m.binaryFile)
  else if (diff === null) notes.push(noPatchText(file))
  else if (patches.every(({ hunks }) => hunks.length === 0) && notes.length === 0) notes.push(m.emptyDiff)
  return notes
}

function noPatchText({ status, additions, deletions, oversize }: DiffFile): string {
  const m = messages.value
  if (oversize) return m.oversizeFile
  const isMove = (status === 'R' || status === 'C') && additions === 0 && deletions === 0
  return isMove ? m.pureRename : m.noPatch
}

const isSubmodule = ({ oldMode, newMode }: Patch): boolean => oldMode === SUBMODULE_MODE || newMode === SUBMODULE_MODE

/** True when the diff contains only a submodule's commit ids. The note shows these. */
export const isOnlySubmodule = (diff: string): boolean => {
  const [patch] = patchesOf(diff)
  return patch !== undefined && isSubmodule(patch)
}

const SHORT_ID = 10

function submoduleText({ hunks }: Patch): string {
  const m = messages.value
  const lines = hunks.flatMap((hunk) => hunk.lines)
  const idOf = (wanted: 'added' | 'removed'): string | null =>
    /^Subproject commit ([0-9a-f]+)/
      .exec(lines.find(({ kind }) => kind === wanted)?.text ?? '')?.[1]
      ?.slice(0, SHORT_ID) ?? null
  const [from, to] = [idOf('removed'), idOf('added')]
  if (from !== null && to !== null) return m.submoduleNote(from, to)
  return to !== null ? m.submoduleAdded(to) : m.submoduleRemoved(from ?? '')
}

export function Notes({ texts }: { readonly texts: ReadonlyArray<string> }): VNode | null {
  if (texts.length === 0) return null
  return (
    <div class="diff-notes items-start grid gap-4 faint text-1">
      {texts.map((text) => (
        <p key={text}>{text}</p>
      ))}
    </div>
  )
}
