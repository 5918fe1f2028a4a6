import { expect } from 'chai'
import * as E from 'fp-ts/lib/Either.js'
import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  approvalRulesSpec,
  jsonApprovalRules,
} from '../../../../adapters/outbound/json-store/approval-rules.json-store.js'
import { jsonApprovalStore } from '../../../../adapters/outbound/json-store/approval-store.json-store.js'
import { openJsonStore, type JsonStore } from '../../../../adapters/outbound/json-store/json-store.js'
import { memoryApprovalRules } from '../../../../adapters/outbound/memory/approval-rules.memory.js'
import { memoryApprovalStore } from '../../../../adapters/outbound/memory/approval-store.memory.js'
import type { ApprovalRules } from '../../../../domain/approvals/rules.js'
import { nodeDisk } from '../../../../infrastructure/files/disk.js'
import { describeApprovalRules } from '../../../contracts/approval-rules.contract.js'
import { approvalRulesMutants } from '../../../contracts/approval-rules.mutants.js'
import { describeApprovalStore } from '../../../contracts/approval-store.contract.js'
import { approvalStoreMutants } from '../../../contracts/approval-store.mutants.js'
import { describeFake } from '../../../contracts/mutants.js'
import { right } from '../../../support/results.js'

const done = (): Promise<void> => Promise.resolve()
const folderFor = async () => {
  const path = await mkdtemp(join(tmpdir(), 'penates-test-'))
  return { folder: { disk: nodeDisk, path, now: () => 5 }, close: () => rm(path, { recursive: true }) }
}

describeFake(describeApprovalStore, approvalStoreMutants, () => {
  const store = memoryApprovalStore()
  return Promise.resolve({ open: () => store, close: done })
})
describeApprovalStore('json-store', async () => {
  const { folder, close } = await folderFor()
  return { open: () => jsonApprovalStore(folder), close }
})

describeFake(describeApprovalRules, approvalRulesMutants, () => {
  const rules = memoryApprovalRules()
  return Promise.resolve({ open: () => Promise.resolve(rules), close: done })
})
describeApprovalRules('json-store', async () => {
  const { folder, close } = await folderFor()
  const stores: JsonStore<ApprovalRules>[] = []
  const settled = () => Promise.all(stores.map((store) => store.settled()))
  const open = async () => {
    await settled()
    const store = right(await openJsonStore(approvalRulesSpec(folder))())
    stores.push(store)
    return jsonApprovalRules(store)
  }
  return { open, close: () => settled().then(close) }
})

describe('approvals on disk', () => {
  it('are for their owner’s eyes only, and a damaged one is kept aside', async () => {
    const { folder, close } = await folderFor()
    const store = jsonApprovalStore(folder)
    await store.kept()
    await writeFile(join(folder.path, 'approvals', 'broken.json'), '{"version":1,')
    await writeFile(join(folder.path, 'approvals', '.hidden.json'), '{"version":1,')
    await writeFile(join(folder.path, 'approvals', 'note.txt'), 'x')
    expect(await store.kept()).to.deep.equal(E.right([]))
    expect(await readdir(join(folder.path, 'approvals'))).to.deep.equal([
      '.hidden.json',
      'broken.json.corrupt-5',
      'note.txt',
    ])
    expect((await stat(join(folder.path, 'approvals'))).mode & 0o777).to.equal(0o700)
    await close()
  })
})
