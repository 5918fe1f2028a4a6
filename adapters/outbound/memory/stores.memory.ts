import * as E from 'fp-ts/lib/Either.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { ApprovalHistory } from '../../../application/approvals/approval-history.port.js'
import type { ApprovalStore } from '../../../application/approvals/approval-store.port.js'
import type { SessionTokens, TokenHolder } from '../../../application/sessions/session-tokens.port.js'
import type { SettingsStore } from '../../../application/settings/settings-store.port.js'
import { unavailable } from '../../../application/shared/errors.js'
import type { StateStore } from '../../../application/shared/state-store.port.js'
import type { LimitHistory } from '../../../application/usage/limit-history.port.js'
import type { OwnPrices, OwnPricesFile } from '../../../application/usage/own-prices.port.js'
import type { Approval } from '../../../domain/approvals/approval.js'
import { canonicalJson, type JsonObject } from '../../../domain/approvals/canonical-json.js'
import { DEFAULT_SETTINGS, type Settings } from '../../../domain/settings/settings.js'
import type { LimitPoint } from '../../../domain/usage/limit-history.js'
import type { MemoryApprovalLedger } from './approval-ledger.memory.js'

/** In-memory store. `current` is its value. */
export function memoryStateStore<A>(first: A): StateStore<A> & { readonly current: () => A } {
  let value = first
  return {
    current: () => value,
    read: TE.fromIO(() => value),
    update: (change) =>
      TE.fromIOEither(() => {
        const changed = change(value)
        if (E.isRight(changed)) value = changed.right
        return changed
      }),
  }
}

/** Keeps approvals for as long as the object lives: a test's "restart" passes the same one on. */
export function memoryApprovalStore(): ApprovalStore {
  const kept = new Map<string, Approval>()
  return {
    kept: TE.fromIO(() => [...kept.values()].sort((a, b) => a.createdAt - b.createdAt)),
    keep: (approval) => TE.fromIO(() => void kept.set(approval.id, approval)),
    drop: (id) => TE.fromIO(() => void kept.delete(id)),
  }
}

/** Stored settings. Stores that share one object read each other's settings. */
export interface MemorySettings {
  overrides: Partial<Settings>
}

/** In-memory settings. */
export function memorySettingsStore(
  defaults: Settings = DEFAULT_SETTINGS,
  memory: MemorySettings = { overrides: {} },
): SettingsStore {
  const inForce = (): Settings => ({ ...defaults, ...memory.overrides })
  return {
    read: TE.fromIO(inForce),
    change: (changes) =>
      TE.fromIO(() => {
        memory.overrides = { ...memory.overrides, ...changes }
        return inForce()
      }),
  }
}

/** Prices of the operator in memory. */
export interface MemoryOwnPrices extends OwnPricesFile {
  /** Replaces the content of the file, valid or not. */
  readonly put: (prices: OwnPrices) => void
}

/** Price file that is empty at first. */
export function memoryOwnPrices(): MemoryOwnPrices {
  let now: OwnPrices = { rows: [], fault: null }
  return {
    read: () => Promise.resolve(now),
    put: (prices) => {
      now = prices
    },
  }
}

/** Session tokens for as long as the process lives; counted, not random. */
export function memorySessionTokens(): SessionTokens {
  const holders = new Map<string, TokenHolder>()
  let issued = 0

  const drop = (isDropped: (holder: TokenHolder) => boolean): ReadonlyArray<TokenHolder> => {
    const dropped = [...holders].filter(([, holder]) => isDropped(holder))
    for (const [token] of dropped) holders.delete(token)
    return dropped.map(([, holder]) => holder)
  }

  return {
    issue: (id, startedAs) =>
      TE.fromIO(() => {
        drop((holder) => holder.id === id)
        issued += 1
        const token = `session-token-${String(issued)}`
        holders.set(token, { id, startedAs })
        return token
      }),
    sessionOf: (token) => TE.fromIO(() => holders.get(token) ?? null),
    revoke: (id) => TE.fromIO(() => drop((holder) => holder.id === id)),
    keepOnly: (ids) => TE.fromIO(() => drop((holder) => !ids.includes(holder.id))),
  }
}

/** History of limits in memory. */
export interface MemoryLimitHistory extends LimitHistory {
  /** While true every call fails with `Unavailable`, as on a disk that is full or gone. */
  readonly setUnavailable: (isUnavailable: boolean) => void
}

/** In-memory history of limits. */
export function memoryLimitHistory(): MemoryLimitHistory {
  const points: LimitPoint[] = []
  let isUnavailable = false
  const unless = <A>(answer: () => A): TE.TaskEither<ReturnType<typeof unavailable>, A> =>
    TE.flatMap(
      TE.fromIO(() => isUnavailable),
      (now) => (now ? TE.left(unavailable('limit history', 'made unavailable by a test')) : TE.fromIO(answer)),
    )
  return {
    append: (added) => unless(() => void points.push(...added)),
    since: (from) => unless(() => points.filter(({ at }) => at >= from)),
    setUnavailable: (now) => {
      isUnavailable = now
    },
  }
}

/** Records in a part, few so that tests read several parts. */
const PART_RECORDS = 4

/** Reads back what a log in memory was given. Positions are numbers of records. */
export const memoryApprovalHistory = ({
  entries,
  lines,
}: Pick<MemoryApprovalLedger, 'entries' | 'lines'>): ApprovalHistory => ({
  mentioning: (texts) =>
    TE.fromIO(() =>
      entries.filter((entry) => {
        const line = canonicalJson(entry)
        return E.isRight(line) && texts.some((text) => line.right.includes(text))
      }),
    ),
  before: (position) =>
    TE.fromIO(() => {
      const all = lines()
      const end = Math.min(position ?? all.length, all.length)
      const first = Math.max(end - PART_RECORDS, 0)
      const records = all
        .slice(first, end)
        .map((line, index) => ({ record: JSON.parse(line) as JsonObject, start: first + index }))
      return { records: records.toReversed(), before: first === 0 ? null : first }
    }),
})
