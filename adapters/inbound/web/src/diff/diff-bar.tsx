import { ArrowDown, ArrowUp, Columns2, FoldVertical, ListTree, Rows2, UnfoldVertical } from 'lucide-preact'
import type { ComponentChildren, VNode } from 'preact'
import { messages } from '../app/texts/messages.js'
import { diffFileList, diffLayout } from '../app/platform/preferences.js'
import { IconButton } from '../ui/icon-button.js'
import { Counts } from './counts.js'
import { sumsOf } from './diff-file.js'
import type { DiffSteps } from './diff-keys.js'
import { placesOf, type DiffState } from './diff-state.js'
import { isViewed } from './viewed.js'

interface Props {
  readonly state: DiffState
  readonly steps: DiffSteps
  /** True when the view is wide enough for two columns. */
  readonly isWide: boolean
  /** Shown before the counts: the subject of the diff. */
  readonly lead: ComponentChildren
}

/** Toolbar of a diff: counts, navigation and layout. */
export function DiffBar({ state, steps, isWide, lead }: Props): VNode {
  const m = messages.value
  const files = state.files.value
  const isFolded = files.length > 0 && files.every(({ key }) => state.isFolded(key))
  const viewed = files.filter(isViewed).length
  const isSplit = diffLayout.value === 'split'
  return (
    <div class="diff-bar cluster gap-8 rigid clip line-below text-1 nowrap" role="toolbar" aria-label={m.changes}>
      <IconButton
        icon={ListTree}
        label={m.fileList}
        pressed={diffFileList.value}
        onPress={() => (diffFileList.value = !diffFileList.value)}
      />
      {lead}
      <span class="diff-sum rigid faint">{m.filesChanged(files.length)}</span>
      <Counts {...sumsOf(files)} />
      {viewed > 0 && <span class="diff-sum rigid faint">{m.viewedOf(viewed, files.length)}</span>}
      <span class="spring" />
      <span class="diff-at shrink clip hint" role="status">
        <Position state={state} />
      </span>
      <span class="joined flex rigid">
        <IconButton icon={ArrowUp} label={m.previousChange} shortcut="P" onPress={() => steps.change(-1)} />
        <IconButton icon={ArrowDown} label={m.nextChange} shortcut="N" onPress={() => steps.change(1)} />
        {isWide && (
          <IconButton
            icon={isSplit ? Rows2 : Columns2}
            label={isSplit ? m.unified : m.split}
            shortcut="S"
            onPress={() => (diffLayout.value = isSplit ? 'unified' : 'split')}
          />
        )}
        <IconButton
          icon={isFolded ? UnfoldVertical : FoldVertical}
          label={isFolded ? m.unfoldAll : m.foldAll}
          onPress={() => state.foldAll(!isFolded)}
        />
      </span>
    </div>
  )
}

/** Position of the current change among all changes. `null` before the first navigation. */
function Position({ state }: { readonly state: DiffState }): VNode | null {
  const current = state.current.value
  if (!current) return null
  const places = placesOf(state.files.value, state.isFolded)
  const at = places.findIndex(({ key, change }) => key === current.key && change === current.change)
  return at === -1 ? null : <>{messages.value.changeAt(at + 1, places.length)}</>
}
