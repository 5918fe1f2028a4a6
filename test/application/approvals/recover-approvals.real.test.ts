import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { openApprovalLedger } from '../../../adapters/outbound/approvals-log/approval-ledger.file.js'
import { fileLedgerProof } from '../../../adapters/outbound/approvals-log/ledger-proof.file.js'
import { approvalRulesSpec } from '../../../adapters/outbound/json-store/approval-rules.json-store.js'
import { jsonApprovalStore } from '../../../adapters/outbound/json-store/approval-store.json-store.js'
import { openJsonStore } from '../../../adapters/outbound/json-store/json-store.js'
import { makeRecoverApprovals } from '../../../application/approvals/recover-approvals.js'
import { makeSessionDirectory } from '../../../application/sessions/session-directory.js'
import type { Approval } from '../../../domain/approvals/approval.js'
import { decisionRecord, requestRecord, BY_GRANT } from '../../../domain/approvals/records.js'
import { sessionId } from '../../../domain/sessions/session-id.js'
import { nodeDisk, type Disk } from '../../../infrastructure/files/disk.js'
import { sha256 } from '../../../infrastructure/secrets/secrets.js'
import { right } from '../../support/results.js'
import { scratchFolder } from '../../support/scratch-folder.js'

const OPEN = 10_000
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined }

const anApproval = (number: number): Approval => ({
  id: `approval-${String(number)}`,
  call: {
    session: sessionId(`cc-${String(number % 100)}`),
    gate: 'PreToolUse',
    tool: 'Bash',
    input: { command: `make target-${String(number)} ${'x'.repeat(200)}` },
    digest: String(number),
    inputLength: 230,
    permissionMode: 'default',
    cwd: null,
    toolUseId: null,
    promptId: null,
    comesAgain: true,
  },
  mode: 'strict',
  reason: null,
  createdAt: number,
  expiresAt: number + 110_000,
  secretHash: '',
})

describe('the recovery of open approvals', () => {
  const scratch = scratchFolder()

  const opened = async (path: string, disk: Disk) => {
    const folder = { disk, path, now: Date.now }
    const file = join(path, 'approvals.log')
    return {
      store: jsonApprovalStore(folder),
      rules: right(await openJsonStore(approvalRulesSpec(folder))()),
      ledger: right(await openApprovalLedger({ disk, file, now: Date.now, sha256, log: silent })()),
    }
  }

  it('closes ten thousand by a number of synced writes that does not grow with each', async function () {
    this.timeout(60_000)
    const path = join(scratch(), 'state')
    await mkdir(path)
    const before = await opened(path, nodeDisk)
    const approvals = Array.from({ length: OPEN }, (_, number) => anApproval(number))
    await Promise.all(approvals.map((approval) => before.store.keep(approval)()))
    for (let from = 0; from < OPEN; from += 1_000)
      right(
        await before.ledger.append(
          ...approvals.slice(from, from + 1_000).map(({ id, call, mode }) => requestRecord(id, call, mode)),
        )(),
      )
    const granted = { allow: true, edited: null, remember: true } as const
    right(
      await before.ledger.append(
        ...approvals
          .slice(0, 300)
          .map(({ id, call }) => ({ ...decisionRecord(id, call, granted, BY_GRANT, sha256), sessionId: call.session })),
      )(),
    )
    await before.ledger.settled()

    let syncs = 0
    const counting = async (opening: ReturnType<Disk['append']>) => {
      const file = await opening
      return { ...file, sync: () => ((syncs += 1), file.sync()) }
    }
    const disk: Disk = {
      ...nodeDisk,
      append: (file) => counting(nodeDisk.append(file)),
      create: (file) => counting(nodeDisk.create(file)),
    }
    const after = await opened(path, disk)
    const recover = makeRecoverApprovals({ restore: () => false, ...after, directory: makeSessionDirectory() })
    expect(right(await recover())).to.equal(OPEN)
    await Promise.all([after.ledger.settled(), after.rules.settled()])
    expect(syncs).to.be.below(OPEN / 50)
    expect(right(await after.store.kept())).to.deep.equal([])
    expect(after.rules.current().grants).to.have.length(300)
    const file = join(path, 'approvals.log')
    expect(right(await fileLedgerProof({ disk: nodeDisk, file, sha256 }).check()).fault).to.equal(null)
    const log = await readFile(file, 'utf8')
    expect([log.match(/"kind":"outcome"/g)?.length, log.match(/"kind":"delivery"/g)?.length]).to.deep.equal([
      OPEN,
      OPEN,
    ])
  })
})
