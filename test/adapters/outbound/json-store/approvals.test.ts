import { expect } from 'chai'
import * as E from 'fp-ts/lib/Either.js'
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  approvalRulesSpec,
  jsonApprovalRules,
} from '../../../../adapters/outbound/json-store/approval-rules.json-store.js'
import { jsonApprovalStore } from '../../../../adapters/outbound/json-store/approval-store.json-store.js'
import { openJsonStore } from '../../../../adapters/outbound/json-store/json-store.js'
import { memoryApprovalStore } from '../../../../adapters/outbound/memory/approval-store.memory.js'
import {
  DEFAULT_RULES,
  LOST_RULES,
  withGrant,
  withNameMode,
  type ApprovalRules,
} from '../../../../domain/approvals/rules.js'
import { sessionId } from '../../../../domain/sessions/session-id.js'
import { nodeDisk } from '../../../../infrastructure/files/disk.js'
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

describe('the rules of approvals on disk', () => {
  const SHOP = sessionId('id-of-shop')
  const grant = { session: SHOP, tool: 'Bash', digest: 'd', grantedAt: 0 }
  const rules = withGrant(withNameMode(DEFAULT_RULES, 'cc-shop', 'strict', SHOP), grant)

  const stored = async (): Promise<Readonly<Record<string, unknown>>> => {
    const { folder, close } = await folderFor()
    const store = right(await openJsonStore(approvalRulesSpec(folder))())
    right(await jsonApprovalRules(store).change(() => rules)())
    await store.settled()
    const text = await readFile(join(folder.path, 'approval-rules.json'), 'utf8')
    await close()
    return JSON.parse(text) as Readonly<Record<string, unknown>>
  }
  const read = async (content: Readonly<Record<string, unknown>>): Promise<ApprovalRules> => {
    const { folder, close } = await folderFor()
    await writeFile(join(folder.path, 'approval-rules.json'), JSON.stringify(content))
    const store = right(await openJsonStore(approvalRulesSpec(folder))())
    await store.settled()
    await close()
    return store.current()
  }

  it('have their modes by name, and no grant, for a version without ids', async () => {
    const { version, mode, sessions, grants } = await stored()
    expect({ version, mode, sessions, grants }).to.deep.equal({
      ...{ version: 1, mode: 'ask', sessions: { 'cc-shop': 'strict' }, grants: [] },
    })
  })

  it('keep their modes after a version without ids has written them', async () => {
    const { byId: _byId, checksum: _checksum, ...older } = await stored()
    expect(await read(older)).to.deep.equal({ ...rules, ids: {}, grants: [] })
  })

  it('have no grant of a version that knew sessions by name, because another session may have the name now', async () => {
    const named = { session: 'cc-shop', tool: 'Bash', digest: 'd', grantedAt: '2026-03-01T08:15:30.120Z' }
    const older = { version: 1, mode: 'ask', sessions: { 'cc-shop': 'strict' }, grants: [named] }
    expect(await read(older)).to.deep.equal({ ...rules, ids: {}, grants: [] })
  })

  it('are the strictest where the modes by id are damaged', async () => {
    const { checksum: _checksum, ...whole } = await stored()
    expect(await read({ ...whole, byId: { sessions: { [SHOP]: 'strict' }, grants: [] } })).to.deep.equal(LOST_RULES)
  })
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
