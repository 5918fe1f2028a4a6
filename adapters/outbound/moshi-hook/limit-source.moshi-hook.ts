import * as E from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import type { CommandRunner } from '../../../application/shared/command-runner.port.js'
import type { LimitSource } from '../../../application/usage/limit-source.port.js'
import { agentId } from '../../../domain/agents/agent-id.js'
import type { LimitAccount, LimitWindow } from '../../../domain/usage/limits.js'
import { parseJson } from '../../../infrastructure/codec/parse-json.js'

/** Milliseconds. It asks a vendor now and then. */
const TIMEOUT_MS = 3_000
/** Bytes: an account takes some 500. */
const MAX_OUTPUT = 1024 * 1024
/** Upper bound for the number of accounts. */
const MAX_ACCOUNTS = 100
const MAX_WINDOWS = 20
const MAX_TEXT = 200

const Account = t.intersection([
  t.type({ accountId: t.string, agent: t.string, windows: t.readonlyArray(t.UnknownRecord) }),
  t.partial({ accountLabel: t.unknown, hostName: t.unknown, capturedAt: t.unknown, limited: t.unknown }),
])

/** The limits that `moshi-hook usage` tells, where that is installed; not installed is also what answers otherwise. */
export const moshiHookLimits =
  (runner: CommandRunner): LimitSource =>
  async () => {
    const ran = await runner.run(['moshi-hook', 'usage'], { timeoutMs: TIMEOUT_MS, outputLimitBytes: MAX_OUTPUT })()
    if (E.isLeft(ran) || ran.right.exitCode !== 0) return []
    const answer = parseJson(ran.right.stdout)
    return Array.isArray(answer) ? answer.slice(0, MAX_ACCOUNTS).flatMap(accountOf) : []
  }

/** Returns no account for an entry without an id or an agent. */
function accountOf(told: unknown): ReadonlyArray<LimitAccount> {
  if (!Account.is(told)) return []
  const { accountId, agent, windows, accountLabel, hostName, capturedAt, limited } = told
  return [
    {
      accountId: accountId.slice(0, MAX_TEXT),
      accountLabel: textOf(accountLabel),
      agent: agentId(agent.slice(0, MAX_TEXT)),
      hostName: textOf(hostName),
      capturedAt: isoOf(capturedAt),
      isLimited: limited === true,
      windows: windows.slice(0, MAX_WINDOWS).map(windowOf),
    },
  ]
}

const windowOf = ({ label, usedPercentage, resetsAt, limited }: Readonly<Record<string, unknown>>): LimitWindow => ({
  label: textOf(label),
  usedPercentage: percentageOf(usedPercentage),
  resetsAt: secondsOf(resetsAt),
  isLimited: limited === true,
})

const textOf = (value: unknown): string | null => (typeof value === 'string' ? value.slice(0, MAX_TEXT) : null)

const percentageOf = (value: unknown): number | null =>
  typeof value === 'number' && Number.isFinite(value) ? Math.min(Math.max(value, 0), 100) : null

const millisecondsOf = (value: unknown): number | null => {
  const at = typeof value === 'string' ? Date.parse(value) : Number.NaN
  return Number.isNaN(at) ? null : at
}

const isoOf = (value: unknown): string | null => {
  const at = millisecondsOf(value)
  return at === null ? null : new Date(at).toISOString()
}

const MS_PER_SECOND = 1_000

/** Seconds of an ISO time. */
const secondsOf = (value: unknown): number | null => {
  const at = millisecondsOf(value)
  return at === null ? null : Math.floor(at / MS_PER_SECOND)
}
