import { readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { readIndex } from '../../../../adapters/outbound/usage-logs/index-file.js'
import { scratchFolder } from '../../../support/scratch-folder.js'
import { claudeLine, writeLines } from '../../../support/agent-logs.js'
import { indexIn, NOON, usageIndexIn } from '../../../support/usage-index.js'

describe('the file of the usage index', () => {
  const scratch = scratchFolder()
  const path = (): string => indexIn(scratch())
  beforeEach(async () => {
    const answer = { session: 'one', directory: '/home/me/shop', at: NOON, input: 100, cacheRead: 1_000, output: 10 }
    await writeLines(join(scratch(), 'claude', '-home-me-shop', 'one.jsonl'), claudeLine(answer, {}))
    const { index, report } = usageIndexIn(scratch())
    await report()
    index.close()
  })

  it('is written whole, for the owner only', () => {
    expect([readdirSync(dirname(path())), statSync(path()).mode & 0o777]).to.deep.equal([['usage.index'], 0o600])
    expect(statSync(dirname(path())).mode & 0o777).to.equal(0o700)
    expect(readIndex(path())).not.to.equal(null)
  })

  it('is read anew where it is missing, damaged at any byte, cut off or of another version', () => {
    const bytes = readFileSync(path())
    const accepted: number[] = []
    for (let at = 0; at < bytes.length; at += 1) {
      const damaged = Buffer.from(bytes)
      damaged[at] = (damaged[at] ?? 0) ^ 1
      writeFileSync(path(), damaged)
      if (readIndex(path()) !== null) accepted.push(at)
    }
    expect(accepted).to.deep.equal([])
    for (const length of [0, 3, 15, 16, bytes.length - 1]) {
      writeFileSync(path(), bytes)
      truncateSync(path(), length)
      expect(readIndex(path()), String(length)).to.equal(null)
    }
    expect(readIndex(join(scratch(), 'none'))).to.equal(null)
  })
})
