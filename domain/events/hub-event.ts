import type { ApprovalEvent } from '../approvals/events.js'
import type { AttentionEvent } from '../attention/events.js'
import type { BoardEvent } from '../board/events.js'
import type { PromptEvent } from '../prompts/events.js'
import type { SessionEvent } from '../sessions/events.js'
import type { UsageEvent } from '../usage/events.js'

/** Every event that the hub publishes to its clients. */
export type HubEvent = SessionEvent | AttentionEvent | ApprovalEvent | BoardEvent | UsageEvent | PromptEvent
