import { useEffect } from 'preact/hooks'
import type { DiffState } from '../diff/diff-state.js'
import { hunkOfChange } from '../diff/items.js'
import { hunksOf } from '../diff/parsed.js'
import { chord } from '../app/platform/keys.js'
import { isTyping } from '../app/keyboard.js'
import { discard, hasHunkActions, moveHunk } from './change-actions.js'
import type { OpenRepo } from './repo.js'

/** A stages or unstages the hunk of the current change, D discards it. */
export function useHunkKeys(repo: OpenRepo, state: DiffState): void {
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      const key = chord(event)
      if (event.defaultPrevented || isTyping(event) || (key !== 'a' && key !== 'd')) return
      const here = state.current.value
      const file = state.files.value.find((one) => one.key === here?.key)
      const change = here?.change ?? null
      if (!file || file.diff === null || change === null || !hasHunkActions(file)) return
      const hunk = hunkOfChange(hunksOf(file.diff), change)
      event.preventDefault()
      if (key === 'a') moveHunk(repo, file, hunk)
      else if (file.group === 'unstaged') void discard(repo, file, hunk)
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [repo, state])
}
