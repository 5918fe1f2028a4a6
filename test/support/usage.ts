import type { UsageCell } from '../../domain/usage/cell.js'
import { CLAUDE_CODE } from './agents.js'

/** A quarter of an hour of Claude Code in which nothing was said yet. */
export const aCell = (cell: Partial<UsageCell>): UsageCell => ({
  quarter: 0,
  agent: CLAUDE_CODE,
  model: 'claude-x',
  variant: 'standard',
  promptBand: 0,
  session: 'a',
  directory: '/home/dev/one',
  tokens: { input: 0, output: 0, cacheRead: 0, cacheWrite5m: 0, cacheWrite1h: 0 },
  messages: 0,
  stops: { toolUse: 0, endTurn: 0, other: 0 },
  tools: {},
  errors: 0,
  ...cell,
})
