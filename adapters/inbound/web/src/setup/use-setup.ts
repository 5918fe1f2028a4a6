import { useEffect } from 'preact/hooks'
import { readApprovalConfig } from './approval-config.js'
import { readPushState } from './push.js'
import { reach } from '../app/sessions.js'
import { isRefused, readSetup, setup, type Setup } from './setup-state.js'

/** State of the steps, read again when the window gets the focus; `null` before the first response. */
export function useSetup(): Setup | 'refused' | null {
  const isReachable = reach.value !== 'offline'
  useEffect(() => {
    if (!isReachable) return undefined
    const read = (): void => {
      void readSetup()
      void readPushState()
      void readApprovalConfig()
    }
    read()
    // A step may have been done in a terminal meanwhile.
    window.addEventListener('focus', read)
    return () => window.removeEventListener('focus', read)
  }, [isReachable])
  return isRefused.value ? 'refused' : setup.value
}
