import { messages } from '../../app/texts/messages.js'
import type { Notice } from '../../app/notices.js'
import { now } from '../../app/now.js'
import type { LossCause } from './connection.js'
import type { LiveTerminal } from '../live-terminal.js'

/** Notices about a lost connection and about input that waits or may not have arrived. */
export function connectionNotices({ state, retry, dismiss }: LiveTerminal): ReadonlyArray<Notice> {
  const m = messages.value
  const link = state.value
  switch (link._tag) {
    case 'Connecting':
    case 'Ended':
    case 'Forbidden':
      return []
    case 'Open':
      return link.input.unknown === 0 ? [] : [{ kind: 'input', text: m.inputUnknown(link.input.unknown), dismiss }]
    case 'Reconnecting':
      return [{ kind: 'connection', text: m.reconnectingNow }, ...waitingInput(link.input.waiting)]
    case 'Waiting': {
      const seconds = Math.max(0, Math.ceil((link.until - now.value) / 1_000))
      return [
        { kind: 'connection', text: waitText(link.cause, seconds), action: { label: m.retryNow, run: retry } },
        ...waitingInput(link.input.waiting),
      ]
    }
  }
}

function waitText(cause: LossCause, seconds: number): string {
  const m = messages.value
  if (seconds === 0) return m.reconnectingNow
  return cause === 'limited' ? m.terminalLimited(seconds) : m.reconnecting(seconds)
}

const waitingInput = (count: number): ReadonlyArray<Notice> =>
  count === 0 ? [] : [{ kind: 'input', text: messages.value.inputWaits(count) }]
