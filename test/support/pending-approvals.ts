import { expect } from 'chai'
import { eventually } from './eventually.js'
import type { HubProcess } from './hub-process.js'

/** Long enough for a busy machine of two cores with several agents on it. */
const WITHIN_MS = 30_000
/** A client may read 300 times a minute. */
const POLL_MS = 500

/** A call or question of an agent that waits for a person, as the hub lists it. */
export interface PendingApproval {
  readonly id: string
  readonly session: string
  readonly kind: string
  readonly agentMemory: ReadonlyArray<unknown>
  readonly input: Readonly<Record<string, unknown>>
  readonly digest: string
  readonly gate: string
  readonly isAtDialog: boolean
}

/** Does not count as a person who can answer; `personPresent` does. */
export const pendingApprovals = async (hub: HubProcess): Promise<ReadonlyArray<PendingApproval>> =>
  ((await hub.call('GET', '/api/approvals')).body as { approvals: ReadonlyArray<PendingApproval> }).approvals

/** First approval that fits, for a client that waits for it: the hub counts that one as a person who can answer. */
export async function waitForApproval(
  hub: HubProcess,
  fits: (approval: PendingApproval) => boolean = () => true,
  withinMs = WITHIN_MS,
): Promise<PendingApproval> {
  for (const until = Date.now() + withinMs; Date.now() < until;) {
    const { body } = await hub.call('GET', '/api/approvals?wait=2')
    const { approvals } = body as { approvals: ReadonlyArray<PendingApproval> }
    const found = approvals.find(fits)
    if (found !== undefined) return found
    // The hub answers at once while other approvals wait.
    if (approvals.length > 0) await new Promise((resolve) => setTimeout(resolve, POLL_MS))
  }
  throw new Error('no agent has asked')
}

/** First approval that a session asks for; does not count as a person who can answer. */
export async function approvalOf(hub: HubProcess, session: string): Promise<PendingApproval> {
  let found: PendingApproval | undefined
  await eventually(
    async () => {
      found = (await pendingApprovals(hub)).find((one) => one.session === session)
      expect(found, `${session} has not asked`).not.to.equal(undefined)
    },
    WITHIN_MS,
    POLL_MS,
  )
  return found as PendingApproval
}

/** Settles once none waits. */
export const noApprovals = (hub: HubProcess, withinMs = WITHIN_MS): Promise<void> =>
  eventually(
    async () => {
      expect(await pendingApprovals(hub)).to.deep.equal([])
    },
    withinMs,
    POLL_MS,
  )
