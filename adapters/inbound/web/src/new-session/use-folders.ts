import { useEffect, useState } from 'preact/hooks'
import type { BodyOf } from '../app/hub/hub.js'
import { completions, homely, typedPath } from '../app/folders.js'
import { fieldOf, hasCode } from '../app/failed.js'
import { home } from '../app/sessions.js'
import { ask, client } from '../app/the-hub.js'
import { draft } from './draft.js'

const TYPING_PAUSE_MS = 150
/** Maximum number of completions in the list. */
const MAX_COMPLETIONS = 30

/** Folder that the list offers. */
export interface OfferedFolder {
  readonly path: string
  readonly kind: 'project' | 'recent' | 'subfolder'
  /** Name of the project; `null` for other folders. */
  readonly name: string | null
}

/** Folders that the hub offers, the one that it suggests, and the state of the chosen one; `null` before the answer. */
export function useStartFolders(): BodyOf<'readStartFolders'> | null {
  const [known, setKnown] = useState<BodyOf<'readStartFolders'> | null>(null)
  useEffect(() => {
    let isGone = false
    void ask(client.readStartFolders({ query: { path: draft.peek().folder.trim() } })).then((answer) => {
      if (!isGone) setKnown(answer.ok ? answer.value : { folders: [], suggested: '~', chosen: null })
    })
    return () => (isGone = true)
  }, [])
  return known
}

/** State of the typed folder. `unknown`: the hub may not browse it. */
export type FolderState = 'checking' | 'repository' | 'folder' | 'missing' | 'file' | 'unreadable' | 'unknown'

const FAULTS: Readonly<Record<string, FolderState>> = { 'not-found': 'missing', 'not-a-directory': 'file' }

async function stateOf(path: string): Promise<FolderState> {
  const answer = await ask(client.browseFolders({ query: { path, hidden: false } }))
  if (answer.ok) return answer.value.isRepository ? 'repository' : 'folder'
  const { failure } = answer
  if (!hasCode(failure, 'FolderUnreadable')) return 'unknown'
  return FAULTS[fieldOf(failure, 'reason') ?? ''] ?? 'unreadable'
}

/** State of the folder, asked for after a pause in typing unless `start` has it; `null` for a text that is no path. */
export function useFolderState(typed: string, start: BodyOf<'readStartFolders'> | null): FolderState | null {
  const path = typed.trim()
  const isPath = typedPath(path) !== null || path === '~'
  const chosen = start?.chosen ?? null
  const isStart = chosen !== null && homely(chosen.path, home.value) === homely(path, home.value)
  const isAsked = isPath && start !== null && !isStart
  const [known, setKnown] = useState<{ readonly path: string; readonly state: FolderState } | null>(null)
  useEffect(() => {
    if (!isAsked) return
    let isGone = false
    const timer = setTimeout(
      () =>
        void stateOf(path).then((state) => {
          if (!isGone) setKnown({ path, state })
        }),
      TYPING_PAUSE_MS,
    )
    return () => {
      isGone = true
      clearTimeout(timer)
    }
  }, [path, isAsked])
  if (!isPath) return null
  if (isStart) return chosen.isRepository ? 'repository' : 'folder'
  return known?.path === path ? known.state : 'checking'
}

interface Known {
  readonly folder: string
  readonly names: ReadonlyArray<string>
}

/** Folders of the hub's machine that complete the typed path. Hidden ones are included once the name starts with a dot. */
export function useCompletions(typed: string): ReadonlyArray<OfferedFolder> {
  const [known, setKnown] = useState<Known | null>(null)
  const path = typedPath(typed)
  const hidden = path?.name.startsWith('.') ?? false
  const folder = path?.folder ?? null

  useEffect(() => {
    if (folder === null) return
    let isGone = false
    const timer = setTimeout(
      () =>
        void ask(client.browseFolders({ query: { path: folder, hidden } }), ({ body }) => body.entries).then(
          (answer) => {
            if (!isGone) setKnown({ folder, names: answer.ok ? answer.value.map(({ name }) => name) : [] })
          },
        ),
      TYPING_PAUSE_MS,
    )
    return () => {
      isGone = true
      clearTimeout(timer)
    }
  }, [folder, hidden])

  const found = path !== null && known?.folder === path.folder ? completions(path, known.names, MAX_COMPLETIONS) : []
  return found.map((completion) => ({ path: completion, kind: 'subfolder', name: null }))
}
