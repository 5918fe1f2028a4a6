import { makeListeners, type Listeners } from '../shared/listeners.js'

/** A change that was made through the hub. */
export interface OwnChange {
  /** Absolute, free of links, as of the change. */
  readonly path: string
  /** `rename`: something appeared here, went, or got another name. */
  readonly kind: 'change' | 'rename'
  /** Own id of the client that asked for it; `null` when it has none. */
  readonly origin: string | null
}

/** Publishes changes that the hub has made, so that file watches can attribute them to their client. */
export type FileChanges = Listeners<OwnChange>

export const makeFileChanges = (): FileChanges => makeListeners('file changes')
