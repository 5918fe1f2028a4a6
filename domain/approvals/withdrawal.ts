/** Reasons for an end without a decision, with the text for an agent in `strict`. */
export const WITHDRAWALS = {
  'answered-at-terminal': 'it was answered at the terminal',
  'turn-over': 'the turn is over',
  'session-ended': 'the session has ended',
  attached: 'the terminal was taken over',
  'hub-stopping': 'the hub is stopping',
  'hub-restarted': 'the hub was restarted',
  expired: 'nobody answered in time',
  'wait-over': 'nobody answered within the time that this session waits',
  'nobody-there': 'nobody was there to answer',
  closed: 'the request was withdrawn',
  'not-recorded': 'the request could not be recorded',
} as const

/** Reason for an end without a decision. */
export type Withdrawal = keyof typeof WITHDRAWALS
