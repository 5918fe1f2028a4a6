import { makeListeners } from '../../../application/shared/listeners.js'
import type { HostEvent } from '../../../domain/sessions/session.js'
import { changes, type Farewell, type Picture } from './picture.js'

/** The picture without the hidden sessions, which are still being started. */
export interface PublishedPicture {
  readonly take: (picture: Picture, farewell: Farewell) => void
  /** Returns a picture without its hidden sessions. */
  readonly shown: (picture: Picture) => Picture
  /** Hides a session by its id, or by name while it has none. Returns a function that shows it in the next picture. */
  readonly hide: (session: { readonly id: string | null; readonly name: string }) => () => void
  /** Calls `look` with every picture, kept back sessions included, until the answer is called. */
  readonly onEvery: (look: (picture: Picture) => void) => () => void
  readonly watch: (listener: (event: HostEvent) => void) => () => void
}

export function publishedPicture(): PublishedPicture {
  const hidden = new Set<{ readonly id: string | null; readonly name: string }>()
  const looks = makeListeners<Picture>('tmux pictures')
  const listeners = makeListeners<HostEvent>('session events')
  let last: Picture | null = null

  const shown = (picture: Picture): Picture => {
    if (hidden.size === 0) return picture
    const isHidden = (id: string, name: string): boolean =>
      [...hidden].some((one) => (one.id === null ? one.name === name : one.id === id))
    return { ...picture, sessions: picture.sessions.filter(({ id, name }) => !isHidden(id, name)) }
  }

  return {
    shown,
    take: (picture, farewell) => {
      const now = shown(picture)
      const events = last === null ? [] : changes(last, now, farewell)
      last = now
      for (const event of events) listeners.tell(event)
      looks.tell(picture)
    },
    hide: (session) => {
      hidden.add(session)
      return () => {
        hidden.delete(session)
      }
    },
    onEvery: looks.add,
    watch: listeners.add,
  }
}
