import { browserShelf } from '../platform/preference.js'
import { inputQueue, type InputQueue, type StoredInput } from '../../../http/client/input-queue.js'

/** Id and input of a viewer. The hub types numbered input of one id once. */
export interface Viewer {
  readonly id: string
  readonly input: InputQueue
}

interface StoredViewer extends StoredInput {
  readonly id: string
}

const tab = browserShelf(() => sessionStorage)

export const newViewer = (): Viewer => ({ id: newId(), input: inputQueue() })

/** 128 random bits. `randomUUID` is missing on pages that are served without TLS. */
const newId = (): string =>
  [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('')

const keyOf = (session: string): string => `penates.viewer.${session}`

/**
 * The viewer of a session that a page of this tab has left behind, or a new one. It is taken out of the storage, so that
 * a copy of the tab has another viewer.
 */
export function takeViewer(session: string): Viewer {
  const stored = tab.read(keyOf(session))
  tab.write(keyOf(session), null)
  if (stored === null) return newViewer()
  const { id, ...input } = JSON.parse(stored) as StoredViewer
  return { id, input: inputQueue(input) }
}

/** Leaves a viewer behind for the next page of this tab that shows the session. */
export function leaveViewer(session: string, { id, input }: Viewer): void {
  const stored: StoredViewer = { id, ...input.stored() }
  tab.write(keyOf(session), JSON.stringify(stored))
}
