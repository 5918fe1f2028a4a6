import * as E from 'fp-ts/lib/Either.js'
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileLimitHistory } from '../../../../adapters/outbound/limits-log/limit-history.file.js'
import { memoryLimitHistory } from '../../../../adapters/outbound/memory/stores.memory.js'
import type { LimitPoint } from '../../../../domain/usage/limit-history.js'
import { nodeDisk } from '../../../../infrastructure/files/disk.js'
import { describeLimitHistory } from '../../../contracts/limit-history.contract.js'
import { describeFake } from '../../../contracts/mutants.js'
import { failingDisk } from '../../../support/faulty-disk.js'
import { leftTag, right } from '../../../support/results.js'
import { scratchFolder } from '../../../support/scratch-folder.js'
import { CLAUDE_CODE } from '../../../support/agents.js'

describeFake(describeLimitHistory, ['history'], () =>
  Promise.resolve({ history: memoryLimitHistory(), close: () => Promise.resolve() }),
)

describeLimitHistory('a file', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'penates-limits-'))
  return {
    history: fileLimitHistory({ firstAgent: CLAUDE_CODE, disk: nodeDisk, file: join(folder, 'usage-limits.jsonl') }),
    close: () => rm(folder, { recursive: true }),
  }
})

const pointAt = (at: number): LimitPoint => ({
  at,
  account: 'a',
  label: null,
  agent: CLAUDE_CODE,
  pct5h: 10,
  pct7d: null,
  resets5h: null,
  resets7d: null,
})

describe('the file of limits', () => {
  const folder = scratchFolder()
  const file = (): string => join(folder(), 'usage-limits.jsonl')
  const times = async (maxBytes?: number) =>
    right(
      await fileLimitHistory({
        firstAgent: CLAUDE_CODE,
        disk: nodeDisk,
        file: file(),
        ...(maxBytes === undefined ? {} : { maxBytes }),
      }).since(0)(),
    ).map(({ at }) => at)

  it('is for the owner only, one line a point', async () => {
    await fileLimitHistory({ firstAgent: CLAUDE_CODE, disk: nodeDisk, file: file() }).append([pointAt(1_000)])()
    expect((await stat(file())).mode & 0o777).to.equal(0o600)
    expect(JSON.parse(await readFile(file(), 'utf8'))).to.deep.equal({
      t: '1970-01-01T00:00:01.000Z',
      acct: 'a',
      label: null,
      agent: 'claude-code',
      '5h': 10,
      '7d': null,
      r5h: null,
      r7d: null,
    })
  })

  it('is read past lines that are half written, damaged, no objects, without a time, or no UTF-8', async () => {
    const lines = [
      '{"t":"2026-11-24T13:30:00.000Z","5h":"41","7d":1e999}',
      '{"t":"2026-11',
      '',
      'null',
      '7',
      '[]',
      '{}',
    ]
    const more = [
      '{"t":7}',
      '{"t":"never"}',
      '{"t":"2026-11-24T13:35:00Z","acct":"b","agent":"codex","5h":400,"r5h":1}',
    ]
    await writeFile(
      file(),
      Buffer.concat([Buffer.from([...lines, ...more].join('\n')), Buffer.from([0x0a, 0xff, 0xfe])]),
    )
    expect(
      right(await fileLimitHistory({ firstAgent: CLAUDE_CODE, disk: nodeDisk, file: file() }).since(0)()),
    ).to.deep.equal([
      { ...pointAt(Date.UTC(2026, 10, 24, 13, 30)), account: 'default', pct5h: null },
      { ...pointAt(Date.UTC(2026, 10, 24, 13, 35)), account: 'b', agent: 'codex', pct5h: 100, resets5h: 1 },
    ])
  })

  it('goes on in a new line behind half a line', async () => {
    await writeFile(file(), '{"t":"2026-11-24T13')
    await fileLimitHistory({ firstAgent: CLAUDE_CODE, disk: nodeDisk, file: file() }).append([pointAt(1_000)])()
    expect(await times()).to.deep.equal([1_000])
  })

  it('keeps the newest half once it is full, in whole lines', async () => {
    const history = fileLimitHistory({ firstAgent: CLAUDE_CODE, disk: nodeDisk, file: file(), maxBytes: 1_000 })
    for (let at = 1; at <= 30; at += 1) await history.append([pointAt(at)])()
    const kept = await times(1_000)
    expect(kept.at(-1)).to.equal(30)
    expect(kept).to.deep.equal(kept.map((_, index) => 31 - kept.length + index))
    expect((await stat(file())).size).to.be.below(1_200)
  })

  it('loses nothing old to a disk that fails at any step of a halving, and goes on when it is mended', async () => {
    for (let step = 1; step <= 12; step += 1) {
      const full = [1, 2, 3, 4, 5, 6, 7, 8].map(pointAt)
      await rm(file(), { force: true })
      await fileLimitHistory({ firstAgent: CLAUDE_CODE, disk: nodeDisk, file: file() }).append(full)()
      const { disk, failAt, mend } = failingDisk(nodeDisk, 'ENOSPC')
      const history = fileLimitHistory({ firstAgent: CLAUDE_CODE, disk, file: file(), maxBytes: 400 })
      failAt(step, true)
      const written = await history.append([pointAt(9)])()
      const kept = await times()
      expect([full.map(({ at }) => at), [6, 7, 8]]).to.deep.include(kept.filter((at) => at <= 8))
      if (E.isRight(written)) expect(kept.at(-1)).to.equal(9)
      mend()
      expect(E.isRight(await history.append([pointAt(10)])())).to.equal(true)
      expect((await times()).at(-1)).to.equal(10)
      expect(await readdir(folder())).to.deep.equal(['usage-limits.jsonl'])
    }
  })

  it('fails as unavailable where it cannot be read', async () => {
    const history = fileLimitHistory({ firstAgent: CLAUDE_CODE, disk: nodeDisk, file: folder() })
    expect([leftTag(await history.since(0)()), leftTag(await history.append([pointAt(1)])())]).to.deep.equal([
      'Unavailable',
      'Unavailable',
    ])
  })
})
