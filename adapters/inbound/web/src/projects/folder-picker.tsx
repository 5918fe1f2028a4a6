import { Folder } from 'lucide-preact'
import type { VNode } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { BrowsedFolder } from '../app/projects.js'
import { messages } from '../app/texts/messages.js'
import { folderFault } from '../app/folders.js'
import { isTouch } from '../app/appearance.js'
import { because } from '../app/failed.js'
import { Icon } from '../ui/icon.js'
import { useSuggestedText } from '../ui/use-suggested-text.js'
import { FolderList } from './folder-list.js'
import { ask, client } from '../app/the-hub.js'

interface Props {
  readonly folder: string
  readonly fault: string | null
  readonly onFolder: (path: string) => void
}

const TYPING_PAUSE_MS = 250

/** Selects a folder of the hub's machine by path or by navigation. */
export function FolderPicker({ folder, fault, onFolder }: Props): VNode {
  const m = messages.value
  const [browsed, setBrowsed] = useState<BrowsedFolder | null>(null)
  const [trouble, setTrouble] = useState<string | null>(null)
  const [hidden, setHidden] = useState(false)
  const asked = useRef(0)
  const field = useRef<HTMLInputElement>(null)
  const typed = useRef(folder)
  typed.current = folder
  const [suggested, setSuggested] = useState<string | null>(null)

  const browse = async (path: string | null, withHidden = hidden): Promise<BrowsedFolder | null> => {
    asked.current += 1
    const mine = asked.current
    const answer = await ask(
      client.browseFolders({ query: { hidden: withHidden, ...(path === null ? {} : { path }) } }),
    )
    if (mine !== asked.current) return null
    setTrouble(answer.ok ? null : because(answer.failure))
    if (!answer.ok) return null
    setBrowsed(answer.value)
    return answer.value
  }

  useEffect(() => {
    void browse(folder === '' ? null : folder).then((found) => {
      if (found === null || typed.current !== '') return
      setSuggested(found.path)
      onFolder(found.path)
    })
  }, [])
  useSuggestedText(field, suggested)

  // Loads the typed folder after a pause in typing.
  useEffect(() => {
    if (browsed === null || folder === browsed.path || folderFault(folder)) return
    const timer = setTimeout(() => void browse(folder), TYPING_PAUSE_MS)
    return () => clearTimeout(timer)
  }, [folder, browsed === null])

  const change = (path: string): void => {
    setSuggested(null)
    onFolder(path)
  }
  const walk = (path: string): void => {
    change(path)
    void browse(path)
  }

  return (
    <div class="labelled">
      <label for="project-folder">{m.folder}</label>
      <span class="with-icon">
        <Icon of={Folder} />
        <input
          ref={field}
          id="project-folder"
          class="field mono"
          value={folder}
          placeholder="~/code/…"
          spellcheck={false}
          autocomplete="off"
          autocapitalize="off"
          // An on-screen keyboard would cover the list.
          autofocus={!isTouch.value}
          aria-invalid={fault !== null}
          aria-describedby="project-folder-fault"
          onInput={(event) => change(event.currentTarget.value)}
        />
      </span>
      <span id="project-folder-fault" class="fault" role="alert">
        {fault ?? (trouble === null ? null : m.couldNotBrowse(trouble))}
      </span>
      {browsed && (
        <FolderList
          browsed={browsed}
          hidden={hidden}
          onWalk={walk}
          onHidden={(shown) => {
            setHidden(shown)
            void browse(browsed.path, shown)
          }}
        />
      )}
    </div>
  )
}
