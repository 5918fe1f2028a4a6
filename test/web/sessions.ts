import type { HubSession } from '../../adapters/inbound/web/src/hub/hub.js'

/** A running session with nothing special about it. */
export const aSession = (change: Partial<HubSession> = {}): HubSession => ({
  name: 'cc-shop',
  status: 'running',
  activity: 'unknown',
  attached: false,
  path: '/home/dev/shop',
  command: 'claude',
  foreground: 'claude',
  muted: false,
  pinned: false,
  manuallyStopped: false,
  project: null,
  boardCard: null,
  git: null,
  contextPct: null,
  contextTokens: null,
  contextLimit: null,
  contextModel: null,
  tool: null,
  cost: null,
  limits: null,
  windows: 1,
  created: 0,
  ...change,
})
