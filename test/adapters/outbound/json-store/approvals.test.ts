import * as E from 'fp-ts/lib/Either.js'
import fc from 'fast-check'
import { appendFile, mkdtemp, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { approvalRulesSpec } from '../../../../adapters/outbound/json-store/approval-rules.json-store.js'
import { jsonApprovalStore } from '../../../../adapters/outbound/json-store/approval-store.json-store.js'
import { openJsonStore } from '../../../../adapters/outbound/json-store/json-store.js'
import { memoryApprovalStore } from '../../../../adapters/outbound/memory/stores.memory.js'
import {
  DEFAULT_RULES,
  LOST_RULES,
  withGrant,
  withNameMode,
  type ApprovalRules,
} from '../../../../domain/approvals/rules.js'
import { sessionId } from '../../../../domain/sessions/session-id.js'
import type { ApprovalStore } from '../../../../application/approvals/approval-store.port.js'
import type { Approval } from '../../../../domain/approvals/approval.js'
import { nodeDisk, type Disk } from '../../../../infrastructure/files/disk.js'
import { describeApprovalStore } from '../../../contracts/approval-store.contract.js'
import { describeFake } from '../../../contracts/mutants.js'
import { failingDisk, watchedDisk } from '../../../support/faulty-disk.js'
import { leftTag, right } from '../../../support/results.js'
import { storedApproval } from '../../../support/rulings.js'
import { scratchFolder } from '../../../support/scratch-folder.js'

const done = (): Promise<void> => Promise.resolve()
const folderFor = async () => {
  const path = await mkdtemp(join(tmpdir(), 'penates-test-'))
  return { folder: { disk: nodeDisk, path, now: () => 5 }, close: () => rm(path, { recursive: true }) }
}

describeFake(describeApprovalStore, ['store'], () => {
  const store = memoryApprovalStore()
  return Promise.resolve({ store, reopen: () => Promise.resolve(store), close: done })
})
describeApprovalStore('json-store', async () => {
  const { folder, close } = await folderFor()
  return { store: jsonApprovalStore(folder), reopen: () => Promise.resolve(jsonApprovalStore(folder)), close }
})

describe('the rules of approvals on disk', () => {
  const SHOP = sessionId('id-of-shop')
  const grant = { session: SHOP, tool: 'Bash', digest: 'd', grantedAt: 0 }
  const rules = withGrant(withNameMode(DEFAULT_RULES, 'cc-shop', 'strict', SHOP), grant)

  const stored = async (): Promise<Readonly<Record<string, unknown>>> => {
    const { folder, close } = await folderFor()
    const store = right(await openJsonStore(approvalRulesSpec(folder))())
    right(await store.update(() => E.right(rules))())
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
  const scratch = scratchFolder()
  const folder = (): string => join(scratch(), 'approvals')
  const journal = (): string => join(folder(), 'open.journal')
  const open = (disk: Disk = nodeDisk): ApprovalStore => jsonApprovalStore({ disk, path: scratch(), now: () => 5 })
  const [one, two, three] = ['one', 'two', 'three'].map((id, index) => storedApproval(id, { createdAt: index })) as [
    Approval,
    Approval,
    Approval,
  ]
  const stored = async (...approvals: ReadonlyArray<Approval>): Promise<void> => {
    const store = open()
    for (const approval of approvals) right(await store.keep(approval)())
  }
  const lines = async (): Promise<ReadonlyArray<string>> => (await readFile(journal(), 'utf8')).split('\n').slice(0, -1)
  /** Files as versions before the journal wrote them. */
  const writeOlder = async (...ids: ReadonlyArray<string>): Promise<ReadonlyArray<Approval>> => {
    await stored(...ids.map((id, index) => storedApproval(id, { createdAt: index })))
    const texts = (await lines()).map((line) => {
      const { change } = JSON.parse(line.slice(65)) as { readonly change: { readonly kept: { readonly id: string } } }
      return [change.kept.id, JSON.stringify({ version: 1, ...change.kept })] as const
    })
    const approvals = right(await open().kept())
    await rm(journal())
    for (const [id, text] of texts) await writeFile(join(folder(), `${id}.json`), text)
    return approvals
  }

  it('are readable by their owner only', async () => {
    await stored(one)
    const modes = await Promise.all([stat(folder()), stat(journal())])
    expect(modes.map(({ mode }) => mode & 0o777)).to.deep.equal([0o700, 0o600])
  })

  it('are appended together when they come together, and synced before the answer', async () => {
    const steps: string[] = []
    const store = open(watchedDisk(nodeDisk, ({ name }) => steps.push(name)))
    right(await store.keep(one)())
    steps.length = 0
    const kept = await Promise.all([store.keep(two)(), store.keep(three)(), store.drop('one')()])
    expect([kept.every(E.isRight), steps]).to.deep.equal([true, ['append', 'write', 'write the rest', 'sync', 'close']])
    expect(right(await open().kept())).to.deep.equal([two, three])
  })

  it('are left without one whose write was cut short', async () => {
    await stored(one, two)
    await truncate(journal(), (await stat(journal())).size - 1)
    expect(right(await open().kept())).to.deep.equal([one])
    await stored(three)
    expect(right(await open().kept())).to.deep.equal([one, three])
    expect(await readdir(folder())).to.deep.equal(['open.journal'])
  })

  it('are never other values after random bits were flipped, and the damaged journal is kept aside', async function () {
    this.timeout(60_000)
    await stored(one, two, three)
    const whole = await readFile(journal())
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: whole.length * 8 - 1 }), async (bit) => {
        const bytes = Buffer.from(whole)
        bytes.writeUInt8(bytes.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3)
        await writeFile(journal(), bytes)
        const kept = right(await open().kept())
        expect(kept.length).to.be.lessThan(3)
        expect([one, two, three]).to.deep.include.members([...kept])
        expect(right(await open().kept())).to.deep.equal(kept)
        const isCutShort = bit >> 3 === whole.length - 1
        expect((await readdir(folder())).includes('open.journal.corrupt-5')).to.equal(!isCutShort)
        await rm(`${journal()}.corrupt-5`, { force: true })
      }),
      { numRuns: 60 },
    )
  })

  it('lose no intact one when the hub is killed while it keeps a damaged journal aside', async () => {
    for (let step = 1; step <= 14; step += 1) {
      await rm(folder(), { recursive: true, force: true })
      await stored(one, two)
      const [first = ''] = await lines()
      await appendFile(journal(), `${first.replace('one', '0ne')}\n`)
      const failing = failingDisk(nodeDisk, 'EIO')
      failing.failAt(step, true)
      await open(failing.disk).kept()
      expect([step, right(await open().kept())]).to.deep.equal([step, [one, two]])
    }
  })

  it('are refused by a full disk, and taken once there is room', async () => {
    for (let step = 1; step <= 6; step += 1) {
      await rm(folder(), { recursive: true, force: true })
      await stored(one)
      const failing = failingDisk(nodeDisk, 'ENOSPC')
      const store = open(failing.disk)
      right(await store.kept())
      failing.failAt(step)
      expect([step, leftTag(await store.keep(two)())]).to.deep.equal([step, 'Unavailable'])
      failing.mend()
      const kept = [one]
      expect([step, right(await store.kept()), right(await open().kept())]).to.deep.equal([step, kept, kept])
      right(await store.keep(three)())
      expect([step, right(await open().kept())]).to.deep.equal([step, [...kept, three]])
    }
  })

  it('take no space after they were dropped', async () => {
    const large = (id: string): Approval => {
      const { call } = one
      return { ...one, id, call: { ...call, input: { command: 'x'.repeat(200_000) } } }
    }
    const store = open()
    right(await store.keep(two)())
    for (let count = 0; count < 40; count += 1) {
      right(await store.keep(large(`large-${String(count)}`))())
      right(await store.drop(`large-${String(count)}`)())
    }
    expect((await stat(journal())).size).to.be.lessThan(3 * 1024 * 1024)
    expect(right(await open().kept())).to.deep.equal([two])
    right(await open().drop('two')())
    right(await open().kept())
    expect((await stat(journal())).size).to.equal(0)
  })

  it('are all there when a compaction fails at any step, and the next one compacts', async () => {
    const input = { command: 'x'.repeat(1024 * 1024) }
    for (let step = 1; step <= 8; step += 1) {
      await rm(folder(), { recursive: true, force: true })
      const failing = failingDisk(nodeDisk, 'EIO')
      const store = open(failing.disk)
      right(await store.keep(two)())
      failing.failAt(6 + step - 1, true)
      right(await store.keep({ ...one, call: { ...one.call, input } })())
      failing.mend()
      right(await store.drop('one')())
      right(await store.keep(three)())
      expect([step, right(await open().kept())]).to.deep.equal([step, [two, three]])
      expect((await stat(journal())).size).to.be.lessThan(1024 * 1024)
    }
  })

  it('of older versions, one a file, become lines of the journal, and a damaged one is kept aside', async () => {
    const approvals = await writeOlder('a', 'b')
    await writeFile(join(folder(), 'broken.json'), '{"version":1,')
    await writeFile(join(folder(), '.hidden.json'), '{"version":1,')
    await writeFile(join(folder(), 'note.txt'), 'x')
    expect(right(await open().kept())).to.deep.equal(approvals)
    expect(await readdir(folder())).to.deep.equal(['.hidden.json', 'broken.json.corrupt-5', 'note.txt', 'open.journal'])
    expect(right(await open().kept())).to.deep.equal(approvals)
  })

  it('of older versions are all there when the hub is killed while it converts them', async () => {
    for (let step = 1; step <= 12; step += 1) {
      await rm(folder(), { recursive: true, force: true })
      const approvals = await writeOlder('a', 'b')
      const failing = failingDisk(nodeDisk, 'EIO')
      failing.failAt(step, true)
      await open(failing.disk).kept()
      expect([step, right(await open().kept())]).to.deep.equal([step, approvals])
    }
  })
})
