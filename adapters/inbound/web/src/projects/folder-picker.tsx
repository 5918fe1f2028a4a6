import { Folder } from 'lucide-preact'
import type { VNode } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { messages } from '../i18n/messages.js'
import { hub } from '../state/the-hub.js'
import { Icon } from '../ui/icon.js'

interface Props {
  readonly folder: string
  readonly fault: string | null
  readonly onFolder: (path: string) => void
}

const RECENT = 20

/** Chooses a folder of the machine. */
export function FolderPicker({ folder, fault, onFolder }: Props): VNode {
  const m = messages.value
  const [recent, setRecent] = useState<ReadonlyArray<string>>([])
  useEffect(() => {
    void hub.recentFolders(RECENT).then((answer) => {
      if (answer.ok) setRecent(answer.value)
    })
  }, [])
  return (
    <div class="labelled">
      <label for="project-folder">{m.folder}</label>
      <span class="with-icon">
        <Icon of={Folder} />
        <input
          id="project-folder"
          class="field mono"
          list="project-folders"
          value={folder}
          placeholder="~/code/…"
          spellcheck={false}
          autocomplete="off"
          autocapitalize="off"
          autofocus
          aria-invalid={fault !== null}
          aria-describedby="project-folder-fault"
          onInput={(event) => {
            onFolder(event.currentTarget.value)
          }}
        />
      </span>
      <datalist id="project-folders">
        {recent.map((path) => (
          <option key={path} value={path} />
        ))}
      </datalist>
      <span id="project-folder-fault" class="fault" role="alert">
        {fault}
      </span>
    </div>
  )
}
