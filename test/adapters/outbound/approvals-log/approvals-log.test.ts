import * as E from 'fp-ts/lib/Either.js'
import { appendFile, mkdir, mkdtemp, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  openApprovalLedger,
  type FileApprovalLedger,
} from '../../../../adapters/outbound/approvals-log/approval-ledger.file.js'
import { checkLedger, fileLedgerProof } from '../../../../adapters/outbound/approvals-log/ledger-proof.file.js'
import { readLines } from '../../../../adapters/outbound/approvals-log/log-files.js'
import { memoryApprovalLedger } from '../../../../adapters/outbound/memory/approval-ledger.memory.js'
import { memoryClock } from '../../../../adapters/outbound/memory/clock.memory.js'
import type { Unavailable } from '../../../../application/shared/errors.js'
import { nodeDisk, type Disk } from '../../../../infrastructure/files/disk.js'
import { lockFolder } from '../../../../infrastructure/files/folder-lock.js'
import { FILES_REMOVED, intactDisk } from '../../../../infrastructure/files/intact-disk.js'
import { sha256 } from '../../../../infrastructure/secrets/secrets.js'
import { fileApprovalHistory } from '../../../../adapters/outbound/approvals-log/approval-history.file.js'
import { memoryApprovalHistory } from '../../../../adapters/outbound/memory/stores.memory.js'
import { describeApprovalHistory } from '../../../contracts/approval-history.contract.js'
import { describeApprovalLedger, type ApprovalLedgerHarness } from '../../../contracts/approval-ledger.contract.js'
import { approvalLedgerMutants } from '../../../contracts/approval-ledger.mutants.js'
import { describeFake, describeMutants } from '../../../contracts/mutants.js'
import { failingDisk, systemError, watchedDisk } from '../../../support/faulty-disk.js'
import { leftTag, right } from '../../../support/results.js'
import { scratchFolder } from '../../../support/scratch-folder.js'

const logged: string[] = []
const loggedFields: object[] = []
const note = (message: string, fields: object = {}): void => {
  logged.push(message)
  loggedFields.push(fields)
}
const log = { info: note, warn: note, error: note }

const openIn = async (folder: string, disk: Disk = nodeDisk): Promise<FileApprovalLedger> =>
  right(await openApprovalLedger({ disk, file: join(folder, 'approvals.log'), now: () => 1_000, sha256, log })())
const proofOf = (folder: string) => fileLedgerProof({ disk: nodeDisk, file: join(folder, 'approvals.log'), sha256 })

const memoryLedger = (): Promise<ApprovalLedgerHarness> => {
  const ledger = memoryApprovalLedger(memoryClock())
  const { rewrite, setFull } = ledger.controls
  return Promise.resolve({
    ledger,
    proof: ledger,
    reopen: () => Promise.resolve(ledger),
    rewrite: (change) => {
      rewrite(change)
      return Promise.resolve()
    },
    setFull,
    close: () => Promise.resolve(),
  })
}
describeApprovalLedger('memory', memoryLedger)
describeMutants(describeApprovalLedger, approvalLedgerMutants, memoryLedger)
describeApprovalLedger('a file', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'penates-test-'))
  const file = join(folder, 'approvals.log')
  const { disk, failAt, mend } = failingDisk(nodeDisk, 'ENOSPC')
  const ledger = await openIn(folder, disk)
  return {
    ledger,
    proof: proofOf(folder),
    reopen: async () => {
      await ledger.settled()
      return openIn(folder, disk)
    },
    rewrite: async (change) => {
      const lines = (await readFile(file, 'utf8')).split('\n').slice(0, -1)
      await writeFile(
        file,
        change(lines)
          .map((line) => `${line}\n`)
          .join(''),
      )
    },
    setFull: (isFull) => {
      if (isFull) failAt(1, true)
      else mend()
    },
    close: async () => {
      await ledger.settled()
      await rm(folder, { recursive: true })
    },
  }
})

describeFake(describeApprovalHistory, ['history'], () => {
  const ledger = memoryApprovalLedger(memoryClock())
  return Promise.resolve({ ledger, history: memoryApprovalHistory(ledger), close: () => Promise.resolve() })
})
describeApprovalHistory('a file', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'penates-test-'))
  const ledger = await openIn(folder)
  return {
    ledger,
    history: fileApprovalHistory(join(folder, 'approvals.log')),
    close: async () => {
      await ledger.settled()
      await rm(folder, { recursive: true })
    },
  }
})

describe('the approvals log on disk', () => {
  const folder = scratchFolder()
  const file = (): string => join(folder(), 'approvals.log')
  const report = async () => right(await proofOf(folder()).check())
  const append = async (ledger: FileApprovalLedger, ...texts: ReadonlyArray<string>) => {
    for (const text of texts) {
      right(await ledger.append({ kind: 'request', text })())
      await ledger.settled()
    }
  }
  const lines = async () => (await readFile(file(), 'utf8')).split('\n').slice(0, -1)
  beforeEach(() => {
    logged.length = 0
    loggedFields.length = 0
  })

  it('goes on where the last hub ended, and is for its owner’s eyes only', async () => {
    await append(await openIn(folder()), 'one', 'two')
    await append(await openIn(folder()), 'three')
    expect([await report(), logged]).to.deep.equal([{ records: 3, fault: null }, []])
    expect((await stat(file())).mode & 0o777).to.equal(0o600)
  })

  it('refuses records once the content of its folder was removed, and makes no file there', async () => {
    const path = join(folder(), 'state')
    await mkdir(path)
    const locking = await lockFolder(path)
    if (locking._tag !== 'Locked') throw new Error('the folder is locked')
    const ledger = await openIn(path, intactDisk(nodeDisk, locking.lock.isIntact))
    right(await ledger.append({ kind: 'request', id: 'one' })())
    await ledger.settled()
    for (const name of ['approvals.log', 'approvals.log.head', 'hub.lock']) await rm(join(path, name))
    const refused = await ledger.append({ kind: 'request', id: 'two' })()
    await ledger.settled()
    expect(E.isLeft(refused) && refused.left.detail).to.equal(FILES_REMOVED)
    expect(await readdir(path)).to.deep.equal([])
    await locking.lock.release()
  })

  it('takes over what was written and not noted, and drops half a record', async () => {
    const ledger = await openIn(folder())
    await append(ledger, 'one')
    const head = await readFile(`${file()}.head`)
    await append(ledger, 'two')
    await writeFile(`${file()}.head`, head)
    await appendFile(file(), '{"kind":"requ')
    const before = await report()
    await append(await openIn(folder()), 'three')
    expect([before, await report(), logged]).to.deep.equal([
      { records: 2, fault: null },
      { records: 3, fault: null },
      ['a record of the approvals log was not finished and is dropped'],
    ])
  })

  it('keeps a break in its place after later writes', async () => {
    await append(await openIn(folder()), 'one', 'two', 'three')
    const [one = '', two = '', three = ''] = await lines()
    const after = async (content: string): Promise<unknown> => {
      await writeFile(file(), content)
      await append(await openIn(folder()), 'later')
      return (await report()).fault
    }
    const head = await readFile(`${file()}.head`)
    const restoring = async (content: string): Promise<unknown> => {
      await writeFile(`${file()}.head`, head)
      return after(content)
    }
    expect([
      await restoring(`${one}\n`),
      await restoring(''),
      await restoring(`${one}\n${three}\n${two}\n`),
      await restoring(`${one}\n${two.replace('two', '2wo')}\n${three}\n`),
    ]).to.deep.equal([
      { problem: 'missing', seq: 2, line: 2 },
      { problem: 'missing', seq: 1, line: 1 },
      { problem: 'reordered', seq: 2, line: 2 },
      { problem: 'edited', seq: 2, line: 2 },
    ])
  })

  it('finds its end cut off while the hub is down, and notes when the head went with it', async () => {
    await append(await openIn(folder()), 'one', 'two')
    const [one = ''] = await lines()
    await truncate(file(), one.length + 1)
    expect((await report()).fault).to.deep.equal({ problem: 'cut', seq: 2, line: 1 })
    await rm(`${file()}.head`)
    expect((await report()).fault).to.deep.equal({ problem: 'no-head', seq: 1, line: 1 })
    await openIn(folder())
    expect((await lines())[1]).to.contain('"what":"head-missing"')
  })

  it('takes no other value from a head in which a bit was flipped, and notes that the head is gone', async () => {
    await append(await openIn(folder()), 'one', 'two')
    const [log, head] = [await readFile(file()), await readFile(`${file()}.head`)]
    for (let bit = 0; bit < head.length * 8; bit += 5) {
      const flipped = Buffer.from(head)
      flipped.writeUInt8(flipped.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3)
      await writeFile(file(), log)
      await writeFile(`${file()}.head`, flipped)
      await openIn(folder())
      expect([(await lines()).length, await report()], `bit ${String(bit)}`).to.deep.equal([
        3,
        { records: 3, fault: null },
      ])
    }
  }).timeout(60_000)

  it('syncs a record before it notes it, and then the note and its folder', async () => {
    const steps: string[] = []
    const ledger = await openIn(
      folder(),
      watchedDisk(nodeDisk, ({ name }) => steps.push(name)),
    )
    steps.length = 0
    await append(ledger, 'one')
    expect(steps).to.deep.equal([
      ...['append', 'write', 'write the rest', 'sync', 'close'],
      ...['create', 'write', 'write the rest', 'sync', 'close', 'rename', 'sync folder'],
    ])
  })

  it('answers with a record that is synced and not yet noted, and is settled with the note of the last one', async () => {
    await append(await openIn(folder()), 'zero')
    let noted = 0
    let go = (): void => undefined
    const gate = new Promise<void>((settle) => (go = settle))
    const ledger = await openIn(folder(), {
      ...nodeDisk,
      rename: async (...names) => {
        noted += 1
        await gate
        await nodeDisk.rename(...names)
      },
    })
    for (let n = 0; n < 5; n += 1) right(await ledger.append({ kind: 'request', n })())
    expect([(await lines()).length, await report()]).to.deep.equal([6, { records: 6, fault: null }])
    go()
    await ledger.settled()
    expect([noted, logged]).to.deep.equal([2, []])
    await writeFile(file(), `${(await lines()).slice(0, 5).join('\n')}\n`)
    expect((await report()).fault).to.deep.include({ problem: 'cut', seq: 6 })
  })

  it('is looked at by doctor, who touches nothing', async () => {
    const found = async () => (await checkLedger(proofOf(folder()))()).map(({ state, detail }) => [state, detail])
    const before = await found()
    await append(await openIn(folder()), 'one', 'two')
    const whole = await found()
    const broken = (await readFile(file(), 'utf8')).replace('two', '2wo')
    await writeFile(file(), broken)
    expect([before, whole, await found(), await readFile(file(), 'utf8')]).to.deep.equal([
      [['ok', 'whole: 0 records']],
      [['ok', 'whole: 2 records']],
      [['warning', 'not as it was written: edited, at record 2']],
      broken,
    ])
    await rm(file())
    await mkdir(file())
    expect((await found())[0]?.[0]).to.equal('warning')
  })

  it('takes a record back that could not be made safe, and goes on when the disk does', async () => {
    for (let step = 1; step <= 6; step += 1) {
      const failing = failingDisk(nodeDisk, 'ENOSPC')
      const ledger = await openIn(folder(), failing.disk)
      const { records } = await report()
      failing.failAt(step)
      const tag = leftTag(await ledger.append({ kind: 'request', text: 'lost' })())
      failing.mend()
      const kept = tag === 'none' ? 1 : 0
      expect([step, await report()]).to.deep.equal([step, { records: records + kept, fault: null }])
      await append(ledger, 'next')
      expect([step, await report()]).to.deep.equal([step, { records: records + kept + 1, fault: null }])
    }
  })

  it('reports records that are gone, a break and a missing head, each with what is known of it', async () => {
    await append(await openIn(folder()), 'one', 'two')
    const [one = '', two = ''] = await lines()
    const [whole, head] = [await readFile(file()), await readFile(`${file()}.head`)]
    await truncate(file(), one.length + 1)
    await openIn(folder())
    await writeFile(file(), `${one}\n${two.replace('two', '2wo')}\n`)
    await rm(`${file()}.head`)
    await openIn(folder())
    await writeFile(`${file()}.head`, head)
    await writeFile(file(), Buffer.concat([whole, Buffer.from('not a record\n')]))
    await openIn(folder())
    expect(logged).to.deep.equal([
      'records of the approvals log are gone',
      'the approvals log is not as it was written',
      'the head of the approvals log is gone',
      'the approvals log is not as it was written',
    ])
    expect(loggedFields).to.deep.equal([
      { file: file(), bytes: one.length + 1, expected: whole.length },
      { file: file(), record: 2 },
      { file: file() },
      { file: file(), record: 3 },
    ])
  })

  it('notes nothing of a head where there never was a log', async () => {
    await openIn(folder())
    expect([await report(), logged]).to.deep.equal([{ records: 0, fault: null }, []])
  })

  it('answers with what is safe, and warns, when only the head cannot be noted', async () => {
    const ledger = await openIn(folder(), {
      ...nodeDisk,
      rename: () => Promise.reject(systemError('ENOSPC')),
    })
    await append(ledger, 'one', 'two')
    expect([logged, loggedFields[0]]).to.deep.equal([
      Array.from({ length: 2 }, () => 'the head of the approvals log could not be noted'),
      { detail: 'ENOSPC: refused, test' },
    ])
    await append(await openIn(folder()), 'three')
    expect((await report()).records).to.equal(4) // with the note that the head is missing
  })

  it('refuses every record while one that failed cannot be taken back', async () => {
    const failing = failingDisk(nodeDisk, 'EIO')
    const ledger = await openIn(folder(), failing.disk)
    await append(ledger, 'one')
    failing.failAt(3, true)
    const refused = [await ledger.append({ kind: 'request', text: 'lost' })()]
    refused.push(await ledger.append({ kind: 'request', text: 'lost too' })())
    expect(refused.map(leftTag)).to.deep.equal(['Unavailable', 'Unavailable'])
    expect(refused.map((left) => (E.isLeft(left) ? [left.left.port, left.left.detail] : null))).to.deep.equal([
      ['approvals log', 'EIO: refused, test'],
      ['approvals log', 'an earlier record could not be taken back'],
    ])
    failing.mend()
    await append(ledger, 'two')
    expect([(await lines()).length, await report()]).to.deep.equal([2, { records: 2, fault: null }])
  })

  it('is unavailable when its head or its size cannot be read, and says so also when it is checked', async () => {
    const refusing = (change: Partial<Disk>): Disk => ({ ...nodeDisk, ...change })
    const deps = { file: file(), now: () => 1_000, sha256, log }
    const refused = (): Promise<never> => Promise.reject(systemError('EACCES'))
    const detailOf = (outcome: E.Either<Unavailable, unknown>): unknown =>
      E.isLeft(outcome) ? [outcome.left.port, outcome.left.detail] : 'answered'
    expect([
      detailOf(await openApprovalLedger({ ...deps, disk: refusing({ readBytes: refused }) })()),
      detailOf(await openApprovalLedger({ ...deps, disk: refusing({ size: refused }) })()),
      detailOf(await fileLedgerProof({ disk: refusing({ readBytes: refused }), file: file(), sha256 }).check()),
    ]).to.deep.equal(Array.from({ length: 3 }, () => ['approvals log', 'EACCES: refused, test']))
    await mkdir(file())
    expect(leftTag(await openApprovalLedger({ ...deps, disk: nodeDisk })())).to.equal('Unavailable')
  })

  it('is settled when everything that was asked for is written', async () => {
    const ledger = await openIn(folder())
    const writing = Array.from({ length: 3 }, (_, n) => ledger.append({ kind: 'request', n })())
    await ledger.settled()
    expect(await report()).to.deep.equal({ records: 3, fault: null })
    await Promise.all(writing)
  })

  it('gives back records of some ids, and none of half a line or of inputs that hold such an id', async () => {
    const ledger = await openIn(folder())
    right(await ledger.append({ kind: 'request', id: 'a' }, { kind: 'request', id: 'b', input: { id: 'a' } })())
    right(await ledger.append({ kind: 'outcome', id: 'a' }, { kind: 'note' })())
    await appendFile(file(), '{"id":"a","kind":"half"}')
    expect(right(await ledger.recordsOf(['a'])())).to.deep.equal(
      new Map([
        [
          'a',
          [
            { kind: 'request', id: 'a' },
            { kind: 'outcome', id: 'a' },
          ],
        ],
      ]),
    )
  })

  it('is read in pieces of any size', async () => {
    const ledger = await openIn(folder())
    const long = 'größe '.repeat(20_000)
    await append(ledger, long, 'short', long)
    await appendFile(file(), 'half')
    const found: { length: number; isWhole: boolean; end: number }[] = []
    for await (const { text, isWhole, end } of readLines(file(), 0)) found.push({ length: text.length, isWhole, end })
    const { size } = await stat(file())
    const texts = (await readFile(file(), 'utf8')).split('\n')
    let end = 0
    expect(found).to.deep.equal(
      texts.map((text, index) => {
        const isWhole = index < texts.length - 1
        end += Buffer.byteLength(text) + (isWhole ? 1 : 0)
        return { length: text.length, isWhole, end }
      }),
    )
    expect(end).to.equal(size)
  })

  it('answers each of many callers, and only with what is on disk', async () => {
    const ledger = await openIn(folder())
    const answers = await Promise.all(Array.from({ length: 2_000 }, (_, n) => ledger.append({ kind: 'request', n })()))
    expect(answers.every(E.isRight)).to.equal(true)
    expect(await report()).to.deep.equal({ records: 2_000, fault: null })
    await ledger.settled()
  })
})
