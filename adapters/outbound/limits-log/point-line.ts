import { agentId, type AgentId } from '../../../domain/agents/agent-id.js'
import type { LimitPoint } from '../../../domain/usage/limit-history.js'
import { parseJson } from '../../../infrastructure/codec/parse-json.js'

/** Account of lines from older installations, which stored one account only. */
const DEFAULT_ACCOUNT = 'default'

/** A point as one line of the file. */
export const lineOf = ({ at, account, label, agent, pct5h, pct7d, resets5h, resets7d }: LimitPoint): string =>
  JSON.stringify({
    t: new Date(at).toISOString(),
    acct: account,
    label,
    agent,
    '5h': pct5h,
    '7d': pct7d,
    r5h: resets5h,
    r7d: resets7d,
  })

/** A line as a point; `firstAgent` where it names none, as lines of older installations. `null` for one that was half written, is damaged, or tells no time. */
export function pointIn(line: string, firstAgent: AgentId): LimitPoint | null {
  const told = recordIn(line)
  const agent = textOf(told?.['agent'])
  const at = typeof told?.['t'] === 'string' ? Date.parse(told['t']) : Number.NaN
  if (told === null || Number.isNaN(at)) return null
  return {
    at,
    account: textOf(told['acct']) ?? DEFAULT_ACCOUNT,
    label: textOf(told['label']),
    agent: agent === null ? firstAgent : agentId(agent),
    pct5h: percentageOf(told['5h']),
    pct7d: percentageOf(told['7d']),
    resets5h: numberOf(told['r5h']),
    resets7d: numberOf(told['r7d']),
  }
}

function recordIn(line: string): Readonly<Record<string, unknown>> | null {
  const value = parseJson(line)
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : null
}

const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null)

const numberOf = (value: unknown): number | null => (typeof value === 'number' && Number.isFinite(value) ? value : null)

const percentageOf = (value: unknown): number | null => {
  const number = numberOf(value)
  return number === null ? null : Math.min(Math.max(number, 0), 100)
}
