import { openApprovalLedger } from '../../adapters/outbound/approvals-log/approval-ledger.file.js'
import { openState, type OpenState } from '../../adapters/outbound/json-store/open-state.js'
import { allow } from '../../domain/approvals/approval.js'
import {
  decisionRecord,
  deliveryRecord,
  outcomeRecord,
  refusalRecord,
  requestRecord,
} from '../../domain/approvals/records.js'
import { DEFAULT_SETTINGS } from '../../domain/settings/settings.js'
import { nodeDisk, type Disk } from '../../infrastructure/files/disk.js'
import { sha256 } from '../../infrastructure/secrets/secrets.js'
import { right } from './results.js'
import { SAMPLE_APPROVAL as approval, SAMPLE_TIME as GOLDEN_NOW, STATE_STORES } from './state-stores.js'

export { GOLDEN_NOW }

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined }

export const openGolden = async (path: string, disk: Disk = nodeDisk): Promise<OpenState> => {
  let tokens = 0
  const newToken = (): string => `token-${String((tokens += 1))}`
  return right(await openState({ disk, path, now: () => GOLDEN_NOW, settingsDefaults: DEFAULT_SETTINGS, newToken })())
}

/** Puts the sample values into an empty state folder, and a request and a refusal into its log of approvals. */
export async function fillGolden(path: string): Promise<void> {
  const state = await openGolden(path)
  for (const { changes } of STATE_STORES) for (const change of changes) right(await change(state)())
  await state.settled()
  await fillGoldenLog(`${path}/approvals.log`)
}

async function fillGoldenLog(file: string): Promise<void> {
  const ledger = right(await openApprovalLedger({ disk: nodeDisk, file, now: () => GOLDEN_NOW, sha256, log: silent })())
  right(await ledger.append(requestRecord(approval.id, approval.call, 'strict'))())
  const decider = { by: 'operator', user: 'a@example.com', ip: '127.0.0.1', userAgent: 'x', client: 'c1' } as const
  const decision = { allow: true, edited: { command: 'ls' }, remember: true } as const
  const decided = { ...approval, id: 'approval-0' }
  right(await ledger.append(requestRecord(decided.id, decided.call, 'ask'))())
  right(
    await ledger.append(
      decisionRecord(decided.id, decided.call, decision, decider, sha256),
      outcomeRecord(decided, allow(decision.edited), 'decided'),
    )(),
  )
  right(await ledger.append(deliveryRecord(decided, true))())
  right(await ledger.append(refusalRecord('approval-2', approval.call, 'nobody-there'))())
  await ledger.settled()
}

/** Values of all stores, by the names of the stores. */
export async function valuesOf(state: OpenState): Promise<Readonly<Record<string, unknown>>> {
  const read = STATE_STORES.filter(({ name }) => name !== 'vapidKeys' && name !== 'bootMark')
  const entries: [string, unknown][] = []
  for (const { name, value } of read) entries.push([name, right(await value(state)())])
  return Object.fromEntries(entries)
}
