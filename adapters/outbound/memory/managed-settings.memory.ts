import * as TE from 'fp-ts/lib/TaskEither.js'
import type { ManagedSettings } from '../../../application/hooks/managed-settings.port.js'
import { unavailable } from '../../../application/shared/errors.js'

export interface MemoryManagedSettings extends ManagedSettings {
  /** `null` while there are none. */
  text: string | null
}

/** Managed settings in memory; without rights every write fails. */
export function memoryManagedSettings(mayWrite = true): MemoryManagedSettings {
  const set = (text: string | null) =>
    mayWrite
      ? TE.fromIO(() => {
          managed.text = text
        })
      : TE.left(unavailable('managed settings', 'only the administrator may write there; run it with sudo'))
  const managed: MemoryManagedSettings = {
    text: null,
    file: '/etc/claude-code/managed-settings.d/50-penates.json',
    read: TE.fromIO(() => managed.text),
    write: (text) => set(text),
    remove: TE.flatMap(() => (managed.text === null ? TE.right(undefined) : set(null)))(TE.right(undefined)),
  }
  return managed
}
