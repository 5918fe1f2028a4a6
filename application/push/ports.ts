import type { NamedTokens } from '../access/named-tokens.port.js'
import type { AttentionFeature } from '../attention/attention-feature.js'
import type { SessionHost } from '../sessions/session-host.port.js'
import type { Clock } from '../shared/clock.port.js'
import type { Feed } from '../shared/feed.js'
import type { Log } from '../shared/log.port.js'
import type { TerminalFeature } from '../terminal/terminal-feature.js'
import type { OpenCalls } from './open-calls.js'
import type { PushPlanStore } from './push-plan-store.port.js'
import type { PushQueue } from './push-queue.js'
import type { PushSender } from './push-sender.port.js'
import type { PushSubscriptions } from './push-subscriptions.port.js'
import type { QuietHours } from './quiet-hours.js'

/** Ports and settings of this feature, and the features that it uses; composition binds them. */
export interface PushPorts {
  readonly attention: Pick<AttentionFeature, 'presence'>
  readonly sender: PushSender
  readonly subscriptions: PushSubscriptions
  readonly plan: PushPlanStore
  readonly namedTokens: Pick<NamedTokens, 'current'>
  readonly host: SessionHost
  readonly terminal: Pick<TerminalFeature, 'attachments'>
  readonly feed: Feed
  readonly clock: Clock
  readonly log: Log
  readonly prefix: string
}

/** The same with the use cases of other features and the steps that use cases share. */
export type PushSteps = PushPorts &
  PushPorts['attention'] &
  PushPorts['terminal'] & {
    readonly queue: PushQueue
    readonly openCalls: OpenCalls
    readonly quiet: QuietHours
  }
