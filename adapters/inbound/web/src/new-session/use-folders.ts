import { useEffect, useState } from 'preact/hooks'
import { completions, isWorktree, typedPath } from '../state/folders.js'
import { hub, toHub } from '../state/the-hub.js'

const { client, ask } = toHub

const TYPING_PAUSE_MS = 150
/** Maximum number of completions in the list. */
const MAX_COMPLETIONS = 30
const MAX_RECENT = 20

/** Folder that the list offers. */
export interface OfferedFolder {
  readonly path: string
  readonly kind: 'project' | 'recent' | 'subfolder'
  /** Name of the project; `null` for other folders. */
  readonly name: string | null
}

/** Projects, then folders of recent work that are neither projects nor worktrees; `null` before both answers. */
export function useKnownFolders(): ReadonlyArray<OfferedFolder> | null {
  const [known, setKnown] = useState<ReadonlyArray<OfferedFolder> | null>(null)
  useEffect(() => {
    let isGone = false
    void Promise.all([ask(client.listProjects(), ({ body }) => body.projects), hub.recentFolders(MAX_RECENT)]).then(
      ([listed, used]) => {
        if (isGone) return
        const projects = (listed.ok ? listed.value : []).map(({ path, displayName }): OfferedFolder => ({
          path,
          kind: 'project',
          name: displayName,
        }))
        const paths = new Set(projects.map(({ path }) => path))
        const recent = (used.ok ? used.value : [])
          .filter((path) => !paths.has(path) && !isWorktree(path))
          .map((path): OfferedFolder => ({ path, kind: 'recent', name: null }))
        setKnown([...projects, ...recent])
      },
    )
    return () => {
      isGone = true
    }
  }, [])
  return known
}

/** State of the typed folder. `unknown`: the hub may not browse it. */
export type FolderState = 'checking' | 'repository' | 'folder' | 'missing' | 'file' | 'unreadable' | 'unknown'

const FAULTS: Readonly<Record<string, FolderState>> = {
  'no such file or directory': 'missing',
  'not a directory': 'file',
}

async function stateOf(path: string): Promise<FolderState> {
  const answer = await ask(client.browseFolders({ query: { path, hidden: false } }), ({ body }) => body)
  if (answer.ok) return answer.value.isRepository ? 'repository' : 'folder'
  const { failure } = answer
  if (failure._tag !== 'Refused' || failure.status === 403) return 'unknown'
  return FAULTS[failure.error] ?? 'unreadable'
}

/** State of the folder, asked for after a pause in typing; `null` for a text that is no path. */
export function useFolderState(typed: string): FolderState | null {
  const path = typed.trim()
  const isPath = typedPath(path) !== null || path === '~'
  const [known, setKnown] = useState<{ readonly path: string; readonly state: FolderState } | null>(null)
  useEffect(() => {
    if (!isPath) return
    let isGone = false
    const timer = setTimeout(() => {
      void stateOf(path).then((state) => {
        if (!isGone) setKnown({ path, state })
      })
    }, TYPING_PAUSE_MS)
    return () => {
      isGone = true
      clearTimeout(timer)
    }
  }, [path, isPath])
  if (!isPath) return null
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
    const timer = setTimeout(() => {
      void ask(client.browseFolders({ query: { path: folder, hidden } }), ({ body }) => body.entries).then((answer) => {
        if (!isGone) setKnown({ folder, names: answer.ok ? answer.value.map(({ name }) => name) : [] })
      })
    }, TYPING_PAUSE_MS)
    return () => {
      isGone = true
      clearTimeout(timer)
    }
  }, [folder, hidden])

  const found = path !== null && known?.folder === path.folder ? completions(path, known.names, MAX_COMPLETIONS) : []
  return found.map((completion) => ({ path: completion, kind: 'subfolder', name: null }))
}
