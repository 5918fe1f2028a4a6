import { CornerLeftUp, Eye, EyeOff, Folder, FolderPlus } from 'lucide-preact'
import type { VNode } from 'preact'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { BrowsedFolder } from '../app/projects.js'
import { messages } from '../app/texts/messages.js'
import { useDraft } from '../app/drafts.js'
import { failed } from '../app/failed.js'
import { Icon } from '../ui/icon.js'
import { IconButton } from '../ui/icon-button.js'
import { ask, client } from '../app/the-hub.js'

interface Props {
  readonly browsed: BrowsedFolder
  readonly hidden: boolean
  readonly onWalk: (path: string) => void
  readonly onHidden: (shown: boolean) => void
}

const parentOf = (path: string): string | null => (path === '/' ? null : path.slice(0, path.lastIndexOf('/')) || '/')

/** Subfolders of a folder. The first row leads to the parent folder. */
export function FolderList({ browsed, hidden, onWalk, onHidden }: Props): VNode {
  const m = messages.value
  const [makes, setMakes] = useState(false)
  const parent = parentOf(browsed.path)
  return (
    <div class="folder-list">
      <div class="folder-tools">
        {parent !== null && <IconButton icon={CornerLeftUp} label={m.parentFolder} onPress={() => onWalk(parent)} />}
        <span class="folder-here text-0 align-left ellipsis fill faint mono">
          <bdi>{browsed.path}</bdi>
        </span>
        <IconButton icon={FolderPlus} label={m.newFolderHere} onPress={() => setMakes(true)} />
        <IconButton
          icon={hidden ? Eye : EyeOff}
          label={m.showHidden}
          pressed={hidden}
          onPress={() => onHidden(!hidden)}
        />
      </div>
      {makes && (
        <NewFolder
          parent={browsed.path}
          onDone={(path) => {
            setMakes(false)
            if (path !== null) onWalk(path)
          }}
        />
      )}
      <ul aria-label={m.folderPicker}>
        {browsed.entries.map(({ name, path }) => (
          <li key={path}>
            <button
              type="button"
              class="folder-entry full-width rounded align-left cluster gap-8 bare pressable"
              onClick={() => onWalk(path)}
            >
              <Icon of={Folder} size={14} />
              <span>{name}</span>
            </button>
          </li>
        ))}
        {browsed.entries.length === 0 && <li class="hint folder-none">{m.noFolders}</li>}
      </ul>
    </div>
  )
}

interface NewFolderProps {
  readonly parent: string
  /** Path of the new folder; `null` when cancelled. */
  readonly onDone: (path: string | null) => void
}

function NewFolder({ parent, onDone }: NewFolderProps): VNode {
  const m = messages.value
  const [name, setName] = useDraft(`new-folder ${parent}`, '')
  const field = useRef<HTMLInputElement>(null)
  useLayoutEffect(() => {
    field.current?.focus()
  }, [])

  const make = async (): Promise<void> => {
    if (name.trim() === '') return
    const answer = await ask(
      client.makeFolder({ body: { path: `${parent === '/' ? '' : parent}/${name.trim()}` } }),
      ({ body }) => body.path,
    )
    if (answer.ok) onDone(answer.value)
    else failed(m.couldNotMakeFolder(name.trim()), answer.failure)
  }

  return (
    <div class="new-folder">
      <input
        ref={field}
        class="field"
        value={name}
        placeholder={m.folderName}
        aria-label={m.folderName}
        spellcheck={false}
        autocomplete="off"
        onInput={(event) => setName(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' && event.key !== 'Escape') return
          // Keeps the key from submitting the form or closing the dialog.
          event.preventDefault()
          event.stopPropagation()
          if (event.key === 'Enter') void make()
          else onDone(null)
        }}
      />
      <button type="button" class="button" onClick={() => void make()}>
        {m.create}
      </button>
    </div>
  )
}
