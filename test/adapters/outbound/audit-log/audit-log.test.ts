import * as E from 'fp-ts/lib/Either.js'
import { appendFile, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileAuditLog, type FileAuditLog } from '../../../../adapters/outbound/audit-log/audit-log.file.js'
import { THE_HUB, type Caller } from '../../../../application/shared/audit-log.port.js'
import { nodeDisk, type Disk } from '../../../../infrastructure/files/disk.js'
import { describeAuditLog } from '../../../contracts/audit-log.contract.js'
import { failingDisk } from '../../../support/faulty-disk.js'
import { scratchFolder } from '../../../support/scratch-folder.js'

const AT = Date.UTC(2026, 2, 1, 8, 15, 30, 120)
const CALLER: Caller = { user: null, ip: '127.0.0.1', cfRay: null, userAgent: 'curl/8.5' }

describeAuditLog('a file', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'penates-audit-'))
  const file = join(folder, 'audit.log')
  return {
    audit: fileAuditLog({ disk: nodeDisk, file, now: Date.now }),
    entries: async () => {
      const text = await readFile(file, 'utf8').catch(() => '')
      return text
        .split('\n')
        .slice(0, -1)
        .map((line) => {
          const { ts: _, event, user, ip, cfRay, userAgent, ...fields } = JSON.parse(line) as Caller & AuditLine
          return { event, fields, caller: { user, ip, cfRay, userAgent } }
        })
    },
    close: () => rm(folder, { recursive: true }),
  }
})

interface AuditLine {
  readonly ts: string
  readonly event: string
}

describe('the audit log', () => {
  const folder = scratchFolder()
  const file = (): string => join(folder(), 'state', 'audit.log')
  const open = (disk: Disk = nodeDisk, maxBytes?: number): FileAuditLog =>
    fileAuditLog({ disk, file: file(), now: () => AT, ...(maxBytes === undefined ? {} : { maxBytes }) })
  const record = (log: FileAuditLog, event: string, caller = CALLER) => log.record({ event, fields: {} }, caller)()
  const lines = async (path = file()): Promise<ReadonlyArray<string>> =>
    (await readFile(path, 'utf8')).split('\n').slice(0, -1)
  const events = async (path = file()): Promise<ReadonlyArray<unknown>> =>
    (await lines(path)).map((line) => (JSON.parse(line) as { readonly event: unknown }).event)

  it('writes one object a line, with who asked', async () => {
    const fields = { session: 'cc-shop', directory: '/home/dev/shop', command: 'claude' }
    await open().record({ event: 'session.create', fields }, CALLER)()
    expect((await lines()).map((line) => JSON.parse(line) as unknown)).to.deep.equal([
      { ts: '2026-03-01T08:15:30.120Z', event: 'session.create', ...CALLER, ...fields },
    ])
  })

  it('is for the owner only', async () => {
    await record(open(), 'a')
    expect((await stat(file())).mode & 0o777).to.equal(0o600)
  })

  it('writes one line per entry and keeps its own fields for any input', async () => {
    const fields = { newName: 'a\r\n{"event":"forged"}\u2028\u009b2J', event: 'forged', ts: 'forged', ip: 'forged' }
    await open().record({ event: 'session.rename', fields }, { ...CALLER, userAgent: 'x\ny' })()
    const [line = '', ...more] = await lines()
    expect([more, JSON.parse(line)]).to.deep.equal([
      [],
      {
        ts: '2026-03-01T08:15:30.120Z',
        event: 'session.rename',
        newName: fields.newName,
        ...CALLER,
        userAgent: 'x\ny',
      },
    ])
  })

  it('goes on after a write that failed half way, on a new line', async () => {
    const faulty = failingDisk(nodeDisk, 'ENOSPC')
    const log = open(faulty.disk)
    await record(log, 'first')
    faulty.failAt(4) // make folder, append, half the line, and now
    const failed = await record(log, 'lost')
    await record(log, 'third')
    const found = await lines()
    expect([E.isLeft(failed), found.length, found.map((line) => line.endsWith('}'))]).to.deep.equal([
      true,
      3,
      [true, false, true],
    ])
  })

  it('starts on a new line after half a line of an earlier run', async () => {
    await mkdir(join(folder(), 'state'))
    await writeFile(file(), '{"ts":"2026-')
    await record(open(), 'next')
    await appendFile(file(), '')
    await record(open(), 'after')
    expect((await lines()).map((line) => line.includes('"event"'))).to.deep.equal([false, true, true])
  })

  it('rotates before it grows too large, and keeps three archives', async () => {
    const log = open(nodeDisk, 400)
    const wanted = Array.from({ length: 20 }, (_, index) => `event.${index}`)
    for (const event of wanted) await record(log, event, THE_HUB)
    const names = (await readdir(join(folder(), 'state'))).sort()
    const sizes = await Promise.all(names.map(async (name) => (await stat(join(folder(), 'state', name))).size))
    const oldestFirst = [...names.slice(1).reverse(), 'audit.log'].map((name) => join(folder(), 'state', name))
    const kept = (await Promise.all(oldestFirst.map((path) => events(path)))).flat()
    expect(names).to.deep.equal(['audit.log', 'audit.log.1', 'audit.log.2', 'audit.log.3'])
    expect(Math.max(...sizes)).to.be.lessThan(400)
    expect(kept).to.deep.equal(wanted.slice(-kept.length))
  })
})
