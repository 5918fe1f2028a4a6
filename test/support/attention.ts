import type { Attention } from '../../domain/attention/activity.js'

/** Activity of an agent that works. */
export const anAttention = (attention: Partial<Attention> = {}): Attention => ({
  activity: 'working',
  tool: null,
  since: 1_000,
  evidence: { source: 'hook', what: 'UserPromptSubmit', at: 1_000 },
  failure: null,
  confirmedAt: 1_000,
  recalledFrom: null,
  alertedAt: null,
  background: null,
  refusals: 0,
  retry: null,
  sighting: null,
  ...attention,
})
