import { newSessionTexts } from '../app/texts/new-session-texts.js'
import { CircleAlert, CircleCheck, Folder, FolderGit2, History, type LucideIcon } from 'lucide-preact'
import type { VNode } from 'preact'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { messages } from '../app/texts/messages.js'
import { homely, shortPath } from '../app/folders.js'
import { home } from '../app/sessions.js'
import { Icon } from '../ui/icon.js'
import { useSuggestedText } from '../ui/use-suggested-text.js'
import { draft } from './draft.js'
import { useCompletions, type FolderState, type OfferedFolder } from './use-folders.js'

interface Props {
  readonly known: ReadonlyArray<OfferedFolder>
  readonly state: FolderState | null
  /** Reason that the hub or the form refuses the folder. */
  readonly fault: string | null
  /** The folder that the dialog suggests; `null` once one was chosen. */
  readonly suggested: string | null
  readonly onChoose: (path: string) => void
}

export const FOLDER_ID = 'folder'
const LIST_ID = 'folder-list'
/** Characters of a path in the list. */
const SHOWN_PATH = 56
/** Height of the list, and its distance to the field and to the edge of the window. */
const LIST_PX = 280
const GAP_PX = 4

const ICONS: Readonly<Record<OfferedFolder['kind'], LucideIcon>> = {
  project: FolderGit2,
  recent: History,
  subfolder: Folder,
}

/** Working folder of the new session: a project, a folder of recent work, or a typed one with completions. */
export function FolderField({ known, state, fault, suggested, onChoose }: Props): VNode {
  const m = messages.value
  const { folder } = draft.value
  const field = useRef<HTMLInputElement>(null)
  useSuggestedText(field, suggested)
  const [isOpen, setOpen] = useState(false)
  const [isTyping, setTyping] = useState(false)
  const [chosen, setChosen] = useState<string | null>(null)
  const completed = useCompletions(isTyping ? folder : '')
  const offered = isTyping ? matching(folder, known, completed) : known
  const shows = isOpen && offered.length > 0
  // By path, because folders of the hub arrive while one is chosen.
  const active = offered.findIndex(({ path }) => path === chosen)

  const close = (): void => {
    setOpen(false)
    setChosen(null)
  }
  const choose = (path: string): void => {
    onChoose(path)
    setTyping(false)
    close()
    field.current?.focus()
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step !== undefined) {
      setOpen(true)
      const count = offered.length
      const next = isOpen ? (Math.max(active, step > 0 ? -1 : 0) + step + count) % count : 0
      setChosen(offered[next]?.path ?? null)
    } else if (event.key === 'Enter' && shows && active >= 0 && !event.ctrlKey && !event.metaKey)
      choose(offered[active]?.path ?? folder)
    else if (event.key === 'Escape' && shows) close()
    else return
    event.preventDefault()
    event.stopPropagation()
  }

  return (
    <div class="labelled">
      <label for={FOLDER_ID}>{m.folder}</label>
      <span class="with-icon">
        <Icon of={Folder} />
        <input
          ref={field}
          id={FOLDER_ID}
          class="field mono"
          role="combobox"
          aria-expanded={shows}
          aria-controls={LIST_ID}
          aria-activedescendant={shows && active >= 0 ? `${LIST_ID}-${active}` : undefined}
          aria-autocomplete="list"
          value={folder}
          placeholder="~/code/…"
          spellcheck={false}
          autocomplete="off"
          autocapitalize="off"
          aria-invalid={fault !== null}
          aria-describedby="folder-fault"
          onClick={() => setOpen(true)}
          onInput={(event) => {
            setTyping(true)
            setOpen(true)
            setChosen(null)
            onChoose(event.currentTarget.value)
          }}
          onBlur={close}
          onKeyDown={onKeyDown}
        />
      </span>
      {shows && field.current && (
        <FolderList anchor={field.current} offered={offered} active={active} onChoose={choose} />
      )}
      <span id="folder-fault" class="folder-state text-1" role="status">
        {fault === null ? <State state={state} /> : <span class="fault">{fault}</span>}
      </span>
    </div>
  )
}

/** Known folders with the typed text in path or name, then completions. */
function matching(
  typed: string,
  known: ReadonlyArray<OfferedFolder>,
  completed: ReadonlyArray<OfferedFolder>,
): ReadonlyArray<OfferedFolder> {
  const wanted = typed.trim().toLowerCase()
  const found = known.filter(
    ({ path, name }) => homely(path, home.value).toLowerCase().includes(wanted) || name?.toLowerCase().includes(wanted),
  )
  const paths = new Set(found.map(({ path }) => homely(path, home.value)))
  return [...found, ...completed.filter(({ path }) => !paths.has(homely(path, home.value)))]
}

interface ListProps {
  readonly anchor: HTMLElement
  readonly offered: ReadonlyArray<OfferedFolder>
  readonly active: number
  readonly onChoose: (path: string) => void
}

/** List in the top layer, because the dialog scrolls. */
function FolderList({ anchor, offered, active, onChoose }: ListProps): VNode {
  const m = newSessionTexts.value
  const list = useRef<HTMLDivElement>(null)
  const kinds: Readonly<Record<OfferedFolder['kind'], string>> = {
    project: m.projectFolder,
    recent: m.recentFolder,
    subfolder: m.subfolder,
  }

  useLayoutEffect(() => {
    const element = list.current
    if (!element) return
    const place = (): void => {
      const { left, top, bottom, width } = anchor.getBoundingClientRect()
      const below = window.innerHeight - bottom
      const isBelow = below >= Math.min(LIST_PX, top)
      element.style.left = `${left}px`
      element.style.width = `${width}px`
      element.style.maxHeight = `${Math.min(LIST_PX, (isBelow ? below : top) - 2 * GAP_PX)}px`
      element.style.top = isBelow ? `${bottom + GAP_PX}px` : 'auto'
      element.style.bottom = isBelow ? 'auto' : `${window.innerHeight - top + GAP_PX}px`
    }
    place()
    element.showPopover()
    const dialog = anchor.closest('dialog')
    dialog?.addEventListener('scroll', place)
    window.addEventListener('resize', place)
    return () => {
      dialog?.removeEventListener('scroll', place)
      window.removeEventListener('resize', place)
    }
  }, [])
  useLayoutEffect(() => {
    list.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' })
  }, [active])

  return (
    <div
      ref={list}
      id={LIST_ID}
      class="folder-options scroll box surface"
      role="listbox"
      aria-label={m.offeredFolders}
      popover="manual"
    >
      {offered.map(({ path, kind, name }, at) => (
        <div
          key={path}
          id={`${LIST_ID}-${at}`}
          role="option"
          aria-selected={at === active}
          data-path={path}
          onPointerDown={(event) => {
            // Keeps the focus in the field.
            event.preventDefault()
          }}
          onClick={() => onChoose(path)}
        >
          <Icon of={ICONS[kind]} size={14} />
          {name !== null && <span class="folder-name ellipsis rigid medium">{name}</span>}
          <bdi class="mono">{shortPath(homely(path, home.value), SHOWN_PATH)}</bdi>
          <span class="hint rigid">{kinds[kind]}</span>
        </div>
      ))}
    </div>
  )
}

function State({ state }: { readonly state: FolderState | null }): VNode | null {
  const m = newSessionTexts.value
  const texts: Readonly<Record<FolderState, string>> = {
    checking: m.checkingFolder,
    repository: m.isRepository,
    folder: m.isPlainFolder,
    missing: m.folderMissing,
    file: m.folderIsFile,
    unreadable: m.folderUnreadable,
    unknown: m.folderUnchecked,
  }
  if (state === null) return null
  const isFault = state === 'missing' || state === 'file' || state === 'unreadable'
  return (
    <span class={isFault ? 'fault' : 'hint'}>
      {state !== 'checking' && <Icon of={isFault ? CircleAlert : CircleCheck} size={13} />}
      {texts[state]}
    </span>
  )
}
