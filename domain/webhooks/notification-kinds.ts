/** Kinds of events that a target chooses from. */
export const NOTIFICATION_KINDS = [
  'approval.asked',
  'session.waiting',
  'session.finished',
  'session.ended',
  'gate.alarm',
  'budget.near',
  'budget.exceeded',
  'finish.failed',
  'card.done',
] as const

/** Kind of events: subject and what happened. */
export type NotificationKind = (typeof NOTIFICATION_KINDS)[number]

/** Choice for a new target. */
export const EVENTS_THAT_NEED_A_PERSON: ReadonlyArray<NotificationKind> = [
  'approval.asked',
  'session.waiting',
  'gate.alarm',
  'budget.exceeded',
  'finish.failed',
]
