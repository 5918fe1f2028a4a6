import type { Feed } from '../shared/feed.js'

/**
 * Which session an old name means. An agent keeps the name that its session was born with, and reports under it after
 * every rename; a name that was given to another session since means that one.
 */
export interface FormerNames {
  /** The present name; the name itself when nothing was renamed away from it. */
  readonly resolve: (name: string) => string
  /** Starts following sessions to their new names and ends; returns a function that stops it. */
  readonly follow: () => () => void
}

export function makeFormerNames({ feed }: { readonly feed: Feed }): FormerNames {
  const present = new Map<string, string>()

  const rename = (from: string, to: string): void => {
    for (const [old, now] of present) if (now === from) present.set(old, to)
    present.set(from, to)
    present.delete(to)
  }
  const end = (name: string): void => {
    for (const [old, now] of present) if (now === name) present.delete(old)
  }

  return {
    resolve: (name) => present.get(name) ?? name,
    follow: () =>
      feed.subscribe((event) => {
        if (event._tag === 'session-renamed') rename(event.oldName, event.newName)
        if (event._tag === 'session-started') present.delete(event.name)
        if (event._tag === 'session-ended') end(event.name)
      }),
  }
}
