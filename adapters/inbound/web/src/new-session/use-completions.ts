import { useEffect, useState } from 'preact/hooks'
import { completions, typedPath } from '../state/folders.js'
import { toHub } from '../state/the-hub.js'

const TYPING_PAUSE_MS = 150
/** What a list below a field shows without scrolling for long. */
const MAX_SHOWN = 30

interface Known {
  readonly folder: string
  readonly names: ReadonlyArray<string>
}

/** Folders of the machine that what is typed may become; hidden ones once a dot is typed. */
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
