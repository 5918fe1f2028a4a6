import type { BootSessions } from '../application/sessions/boot-sessions.js'
import type { FollowHost } from '../application/sessions/follow-host.js'
import type { KeepClipboard } from '../application/sessions/keep-clipboard.js'
import type { ReviveAfterCrash } from '../application/sessions/revive-after-crash.js'
import type { ReviveAll } from '../application/sessions/revive-all.js'
import type { ReviveSession } from '../application/sessions/revive-session.js'
import type { TakeHeartbeat } from '../application/sessions/take-heartbeat.js'
import { token } from './token.js'

/** Follows the session host, and starts sessions again that were lost in a crash. */
export const HOST_TOKENS = {
  passesClipboard: token<boolean>('passesClipboard'),
  keepClipboard: token<KeepClipboard>('keepClipboard'),
  reviveAll: token<ReviveAll>('reviveAll'),
  reviveAfterCrash: token<ReviveAfterCrash>('reviveAfterCrash'),
  reviveSession: token<ReviveSession>('reviveSession'),
  bootSessions: token<BootSessions>('bootSessions'),
  followHost: token<FollowHost>('followHost'),
  takeHeartbeat: token<TakeHeartbeat>('takeHeartbeat'),
}
