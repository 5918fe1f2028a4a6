import { isObject, parsedObject } from '../../app/platform/parsed.js'
import { browserShelf } from '../../app/platform/preference.js'
import { inputQueue, type InputQueue, type StoredInput } from '../../../../http/client/input-queue.js'

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

const isNumberOfFrame = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 1

const isSentFrame =
  (next: number) =>
  (value: unknown): boolean => {
    if (!isObject(value)) return false
    const { seq, data } = value
    return isNumberOfFrame(seq) && seq < next && typeof data === 'string'
  }

/** Checks what another page, an extension or an older version may have stored. Numbers of sent frames are not used again. */
const isStoredViewer = (value: object): value is StoredViewer => {
  const { id, next, sent, waiting }: Partial<Record<keyof StoredViewer, unknown>> = value
  return (
    typeof id === 'string' &&
    /^[\da-f]{32}$/.test(id) &&
    isNumberOfFrame(next) &&
    Array.isArray(sent) &&
    sent.every(isSentFrame(next)) &&
    Array.isArray(waiting) &&
    waiting.every((text) => typeof text === 'string')
  )
}

const keyOf = (session: string): string => `penates.viewer.${session}`

/**
 * The viewer of a session that a page of this tab has left behind, or a new one, also where the stored value is damaged. It
 * is taken out of the storage, so that a copy of the tab has another viewer.
 */
export function takeViewer(session: string): Viewer {
  const stored = parsedObject(tab.read(keyOf(session)))
  tab.write(keyOf(session), null)
  if (stored === null || !isStoredViewer(stored)) return newViewer()
  const { id, ...input } = stored
  return { id, input: inputQueue(input) }
}

/** Leaves a viewer behind for the next page of this tab that shows the session. */
export function leaveViewer(session: string, { id, input }: Viewer): void {
  const stored: StoredViewer = { id, ...input.stored() }
  tab.write(keyOf(session), JSON.stringify(stored))
}
