/** Watcher of one folder, with the last revision it was notified of. */
export interface FolderNews {
  /** True for a revision that is neither the last one notified nor a write of the hub. `null`: there is no document. */
  readonly isNews: (rev: string | null) => boolean
  readonly stop: () => void
}

/** Distinguishes the hub's writes from others by content: watchers report a change late and more than once. */
export interface OwnWrites {
  /** Called before a write. Returns a callback for its result. */
  readonly begin: (folder: string, rev: string) => (isDone: boolean) => void
  readonly follow: (folder: string) => FolderNews
}

interface Watching {
  last: string | null
  /** Revisions that we wrote since the last news, in order. */
  own: ReadonlyArray<string>
}

export function makeOwnWrites(): OwnWrites {
  const watching = new Map<string, Set<Watching>>()

  return {
    begin: (folder, rev) => {
      const all = [...(watching.get(folder) ?? [])]
      for (const one of all) one.own = [...one.own, rev]
      return (isDone) => {
        if (!isDone) for (const one of all) one.own = one.own.toSpliced(one.own.lastIndexOf(rev), 1)
      }
    },
    follow: (folder) => {
      const one: Watching = { last: null, own: [] }
      const all = watching.get(folder) ?? new Set()
      watching.set(folder, all.add(one))
      return {
        isNews: (rev) => {
          if (rev === one.last) return false
          const at = rev === null ? -1 : one.own.indexOf(rev)
          one.own = at === -1 ? [] : one.own.slice(at)
          one.last = rev
          return at === -1
        },
        stop: () => {
          all.delete(one)
          if (all.size === 0) watching.delete(folder)
        },
      }
    },
  }
}
