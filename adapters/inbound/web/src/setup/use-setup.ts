import { useEffect, useState } from 'preact/hooks'
import { readApprovalConfig } from './approval-config.js'
import { readPushState } from './push.js'
import { reach } from '../app/sessions.js'
import { isRefused, readSetup, setup, type Setup } from './setup-state.js'

/** State of the steps, read again when the window gets the focus; `null` until those that differ in number were read once. */
export function useSetup(): Setup | 'refused' | null {
  const isReachable = reach.value !== 'offline'
  const [isRead, setRead] = useState(setup.value !== null)
  useEffect(() => {
    if (!isReachable) return undefined
    const read = (): void => {
      void readPushState()
      void Promise.allSettled([readSetup(), readApprovalConfig()]).then(() => setRead(true))
    }
    read()
    // A step may have been done in a terminal meanwhile.
    window.addEventListener('focus', read)
    return () => window.removeEventListener('focus', read)
  }, [isReachable])
  return isRefused.value ? 'refused' : isRead ? setup.value : null
}
