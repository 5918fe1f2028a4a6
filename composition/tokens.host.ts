import type { TakeHeartbeat } from '../application/sessions/take-heartbeat.js'
import { token } from './token.js'

/** Follows the session host, and starts sessions again that were lost in a crash. */
export const HOST_TOKENS = {
  passesClipboard: token<boolean>('passesClipboard'),
  takeHeartbeat: token<TakeHeartbeat>('takeHeartbeat'),
}
