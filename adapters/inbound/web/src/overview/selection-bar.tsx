import { BellOff, Grid2x2, Pin, Play, Trash2, X } from 'lucide-preact'
import type { VNode } from 'preact'
import { messages } from '../app/texts/messages.js'
import { forget, isRemembered, kill, restore, setMuted, setPinned } from '../session/hub-actions.js'
import { clearSelection, selected } from '../session/selection.js'
import { Icon } from '../ui/icon.js'
import { TwoStepButton } from '../ui/two-step-button.js'
import { canWatch, watch } from '../session/watch.js'

export const KILL_SELECTED = 'kill selected'

/** Ends the running sessions of the selection. */
export function killSelected(): void {
  void kill(selected.value.filter(({ status }) => status !== 'dormant'))
  clearSelection()
}

/** Bar with bulk actions that replaces the header while sessions are selected. */
export function SelectionBar(): VNode {
  const m = messages.value
  const all = selected.value
  const dormant = all.filter(({ status }) => status === 'dormant')
  const live = all.length - dormant.length
  const known = all.filter(isRemembered)
  return (
    <div
      class="page-head selection-bar cluster gap-12 rigid relative line-below"
      role="toolbar"
      aria-label={m.selected(all.length)}
    >
      <h1 aria-live="polite">{m.selected(all.length)}</h1>
      {canWatch.value && (
        <button type="button" class="button" data-tip={m.watchHint} data-shortcut="W" onClick={watch}>
          <Icon of={Grid2x2} />
          {m.watch}
        </button>
      )}
      {live > 0 && (
        <TwoStepButton
          id={KILL_SELECTED}
          icon={Trash2}
          label={m.kill}
          question={m.reallyKill}
          onConfirm={killSelected}
        />
      )}
      {dormant.length > 0 && (
        <>
          <button
            type="button"
            class="button"
            onClick={() => void Promise.all(dormant.map(({ name }) => restore(name)))}
          >
            <Icon of={Play} />
            {m.restore}
          </button>
          <TwoStepButton
            id="forget selected"
            icon={X}
            label={m.forget}
            question={m.reallyForget}
            onConfirm={() => void Promise.all(dormant.map(({ name }) => forget(name)))}
          />
        </>
      )}
      {known.length > 0 && (
        <>
          <button
            type="button"
            class="button"
            onClick={() => void Promise.all(known.map((one) => setPinned(one, true)))}
          >
            <Icon of={Pin} />
            {m.pin}
          </button>
          <button
            type="button"
            class="button"
            onClick={() => void Promise.all(known.map((one) => setMuted(one, true)))}
          >
            <Icon of={BellOff} />
            {m.mute}
          </button>
        </>
      )}
      <button type="button" class="button quiet" onClick={clearSelection}>
        {m.clearSelection}
        <kbd>Esc</kbd>
      </button>
    </div>
  )
}
