import type { Attention } from '../../domain/attention/activity.js'

export const anAttention = (attention: Partial<Attention> = {}): Attention => ({
  activity: 'working',
  tool: null,
  since: 1_000,
  evidence: { source: 'hook', what: 'UserPromptSubmit', at: 1_000 },
  confirmedAt: 1_000,
  recalledFrom: null,
  alertedAt: null,
  background: null,
  refusals: 0,
  sighting: null,
  ...attention,
})
