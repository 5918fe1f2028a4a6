import { ContainerModule } from 'inversify'
import { makeAttend } from '../../application/attention/attend.js'
import { makeAttentionStore } from '../../application/attention/attention-store.js'
import { makeFeed } from '../../application/shared/feed.js'
import { makeFollowSessions } from '../../application/attention/follow-sessions.js'
import { makeFormerNames } from '../../application/attention/former-names.js'
import { makeIdentifySender } from '../../application/attention/identify-sender.js'
import { makeObserveAgents } from '../../application/attention/observe-agents.js'
import { makePermissionModes } from '../../application/attention/permission-modes.js'
import { makePresence } from '../../application/attention/presence.js'
import { makeRecordHook } from '../../application/attention/record-hook.js'
import { makeWatchScreens } from '../../application/attention/watch-screens.js'
import { makeStatusLines } from '../../application/attention/status-lines.js'
import { provide } from '../provide.js'
import { TOKENS as T } from '../tokens.js'

const { clock, feed, attend, formerNames } = T
const store = T.attentionStore

export const attentionModule = new ContainerModule((options) => {
  provide(options, feed, makeFeed, {})
  provide(options, T.presence, makePresence, { clock })
  provide(options, store, makeAttentionStore, {})
  provide(options, attend, makeAttend, { store, record: T.sessionRecord, feed, clock })
  provide(options, T.permissionModes, makePermissionModes, { feed })
  provide(options, T.recordHook, makeRecordHook, { attend, permissionModes: T.permissionModes })
  provide(options, formerNames, makeFormerNames, { feed })
  provide(options, T.identifySender, makeIdentifySender, { formerNames })
  provide(options, T.statusLines, makeStatusLines, { clock, feed })
  provide(options, T.observeAgents, makeObserveAgents, {
    store,
    statusLines: T.statusLines,
    permissionModes: T.permissionModes,
    clock,
  })
  provide(options, T.followAttention, makeFollowSessions, { feed, store })
  provide(options, T.watchScreens, makeWatchScreens, { host: T.sessionHost, store, attend, clock })
})
