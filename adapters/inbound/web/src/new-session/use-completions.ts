import { useEffect, useState } from 'preact/hooks'
import { completions, typedPath } from '../state/folders.js'
import { toHub } from '../state/the-hub.js'

const TYPING_PAUSE_MS = 150
/** Maximum number of completions in the list. */
const MAX_SHOWN = 30

interface Known {
  readonly folder: string
  readonly names: ReadonlyArray<string>
}

/**
 * Folders of the hub's machine that complete the typed path. Hidden ones are included once the name starts with a dot.
 */
export function useCompletions(typed: string): ReadonlyArray<string> {
  const [known, setKnown] = useState<Known | null>(null)
  const path = typedPath(typed)
  const hidden = path?.name.startsWith('.') ?? false
  const folder = path?.folder ?? null

  useEffect(() => {
    if (folder === null) return
    let isGone = false
    const timer = setTimeout(() => {
      void toHub
        .ask(toHub.client.browseFolders({ query: { path: folder, hidden } }), ({ body }) => body.entries)
        .then((answer) => {
          if (!isGone) setKnown({ folder, names: answer.ok ? answer.value.map(({ name }) => name) : [] })
        })
    }, TYPING_PAUSE_MS)
    return () => {
      isGone = true
      clearTimeout(timer)
    }
  }, [folder, hidden])

  return path !== null && known?.folder === path.folder ? completions(path, known.names, MAX_SHOWN) : []
}
