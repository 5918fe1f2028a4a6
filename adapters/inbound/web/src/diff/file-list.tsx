import type { VNode } from 'preact'
import { messages } from '../app/texts/messages.js'
import { Counts } from './counts.js'
import type { DiffState } from './diff-state.js'
import { FileName, StatusLetter } from './file-name.js'

/** List of the drawn files of a diff. A click scrolls to the file. */
export function FileList({ state }: { readonly state: DiffState }): VNode {
  const m = messages.value
  const current = state.current.value?.key
  return (
    <nav class="diff-files rigid scroll" aria-label={m.fileList}>
      <ul>
        {state.files.value.slice(0, state.limit.value).map(({ key, path, status, additions, deletions }) => (
          <li key={key}>
            <button
              type="button"
              class="diff-files-row touch-size full-width rounded align-left cluster gap-8 bare text-1 pressable"
              aria-current={key === current ? 'true' : undefined}
              onClick={() => {
                state.fold(key, false)
                state.goTo({ key, change: null })
              }}
            >
              <StatusLetter status={status} />
              <FileName path={path} />
              <Counts additions={additions} deletions={deletions} />
            </button>
          </li>
        ))}
      </ul>
    </nav>
  )
}
