import { Folder, History } from 'lucide-preact'
import type { VNode } from 'preact'
import { messages } from '../i18n/messages.js'
import { homely } from '../state/folders.js'
import { home } from '../state/sessions.js'
import { Icon } from '../ui/icon.js'
import { draft, patchDraft } from './draft.js'
import { useCompletions } from './use-completions.js'

interface Props {
  readonly recent: ReadonlyArray<string>
  readonly fault: string | null
  readonly onChange: () => void
}

const SHOWN_RECENT = 5
export const FOLDER_ID = 'folder'
const COMPLETIONS = 'folder-completions'

/** Working folder of the new session: typed with completion, or one of the recently used ones. */
export function FolderField({ recent, fault, onChange }: Props): VNode {
  const m = messages.value
  const { folder } = draft.value
  const found = useCompletions(folder)

  const choose = (path: string): void => {
    onChange()
    patchDraft({ folder: path })
  }

  return (
    <div class="labelled">
      <label for={FOLDER_ID}>{m.folder}</label>
      <span class="with-icon">
        <Icon of={Folder} />
        <input
          id={FOLDER_ID}
          class="field mono"
          list={COMPLETIONS}
          value={folder}
          placeholder="~/code/…"
          spellcheck={false}
          autocomplete="off"
          autocapitalize="off"
          aria-invalid={fault !== null}
          aria-describedby="folder-fault"
          onInput={(event) => {
            choose(event.currentTarget.value)
          }}
        />
      </span>
      <datalist id={COMPLETIONS}>
        {[...new Set([...found, ...recent])].map((path) => (
          <option key={path} value={path} />
        ))}
      </datalist>
      <span id="folder-fault" class="fault" role="alert">
        {fault}
      </span>
      {recent.length > 0 && (
        <ul class="recent" aria-label={m.recentFolders}>
          {recent.slice(0, SHOWN_RECENT).map((path) => (
            <li key={path}>
              <button
                type="button"
                class={`chip ${path === folder ? 'chosen' : ''}`}
                onClick={() => {
                  choose(path)
                }}
              >
                <Icon of={History} size={13} />
                <span>{homely(path, home.value)}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
