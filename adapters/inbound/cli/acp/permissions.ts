import type { PermissionOptionKind, RequestPermissionOutcome, RequestPermissionRequest } from '@agentclientprotocol/sdk'
import { detach } from '../../../../infrastructure/guard/guard.js'
import type { HubAnswer, HubReports } from './hub-reports.js'
import { reportedCall, type ToolCallState } from './tool-calls.js'

/** Request for permission that waits for an answer. */
export interface OpenRequest {
  readonly call: ToolCallState
  /** False where only the hub may allow it, and where the agent offers no `allow_once`. */
  readonly canAllow: boolean
}

/** Requests of the agent for permission, each of which is answered once: by the hub, at the terminal, or by the end of the turn. */
export interface Permissions {
  readonly ask: (request: RequestPermissionRequest, call: ToolCallState) => Promise<RequestPermissionOutcome>
  /** Oldest request that waits; `null` for none. */
  readonly open: () => OpenRequest | null
  /** Answers the oldest request. Nothing happens where it cannot be allowed. */
  readonly answer: (decision: 'allow' | 'deny') => void
  /** Answers all by `cancelled`. */
  readonly cancelAll: () => void
}

export interface PermissionsDeps {
  /** `null` outside of a session of the hub: the person at the terminal decides. */
  readonly hub: HubReports | null
  /** True when nothing may run without an allow of the hub. */
  readonly isStrict: boolean
  /** Called when another request is the oldest one, or when it may be allowed here. */
  readonly changed: () => void
  readonly note: (text: string) => void
}

type Waiting = { -readonly [Field in keyof OpenRequest]: OpenRequest[Field] } & {
  /** The first call counts. */
  readonly settle: (decision: 'allow' | 'deny' | 'cancel') => void
}

const CANCELLED: RequestPermissionOutcome = { outcome: 'cancelled' }

/** Only options for one call are chosen: a rule for calls to come is made in the hub, or by the agent without it. */
const CHOSEN: Readonly<Record<'allow' | 'deny', PermissionOptionKind>> = { allow: 'allow_once', deny: 'reject_once' }

export function makePermissions({ hub, isStrict, changed, note }: PermissionsDeps): Permissions {
  const waiting: Waiting[] = []

  function heard(one: Waiting, answer: HubAnswer): void {
    switch (answer._tag) {
      case 'Allow':
        one.settle('allow')
        return
      case 'Deny':
        note(`Denied: ${answer.reason}`)
        one.settle('deny')
        return
      case 'Undecided':
        note(answer.reason)
        one.settle('cancel')
        return
      case 'Failed':
        if (isStrict) {
          note(`Not allowed, because the hub gave no answer: ${answer.reason}.`)
          one.settle('cancel')
          return
        }
        note(`The hub gave no answer: ${answer.reason}.`)
        one.canAllow = true
        changed()
        return
      case 'NoOpinion':
        one.canAllow = true
        leaveHere()
    }
  }

  function leaveHere(): void {
    hub?.report('Notification', { notification_type: 'question' })
    changed()
  }

  return {
    ask: ({ options }, call) =>
      new Promise((resolve) => {
        const optionFor = (decision: 'allow' | 'deny') => options.find(({ kind }) => kind === CHOSEN[decision])
        const offers = optionFor('allow') !== undefined
        const gone = new AbortController()
        const one: Waiting = {
          call,
          canAllow: offers && !(isStrict && hub !== null),
          settle: (decision) => {
            const at = waiting.indexOf(one)
            if (at === -1) return
            waiting.splice(at, 1)
            gone.abort()
            const option = decision === 'cancel' ? undefined : optionFor(decision)
            resolve(option === undefined ? CANCELLED : { outcome: 'selected', optionId: option.optionId })
            hub?.report('PreToolUse', reportedCall(call))
            changed()
          },
        }
        waiting.push(one)
        changed()
        if (hub === null) return
        if (!offers) {
          // An allow of the hub could not be passed on.
          note('The agent offers no permission for one call; it can only be denied.')
          leaveHere()
          return
        }
        detach('answer of the hub', async () => {
          const answer = await hub.ask(reportedCall(call), gone.signal)
          if (waiting.includes(one)) heard(one, answer)
        })
      }),
    open: () => waiting[0] ?? null,
    answer: (decision) => {
      const [one] = waiting
      if (one !== undefined && (decision === 'deny' || one.canAllow)) one.settle(decision)
    },
    cancelAll: () => {
      for (const one of [...waiting]) one.settle('cancel')
    },
  }
}
