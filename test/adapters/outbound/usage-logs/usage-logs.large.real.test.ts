import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { claudeLine, writeLines } from '../../../support/agent-logs.js'
import { scratchFolder } from '../../../support/scratch-folder.js'
import { usageIndexIn, NOON, sumsOf } from '../../../support/usage-index.js'

/** The system makes a gigabyte of zeros meanwhile. */
const DEADLINE_MS = 60_000
const GIGABYTE = 2 ** 30
/** Far above what a few buffers take, far below what one line would. */
const MOST_MIB = 200

describe('a line of a gigabyte', () => {
  const folder = scratchFolder()

  it('is read in little memory, with what it says of a request, and so are the lines after it', async () => {
    const answer = { session: 'one', directory: '/home/me/shop', at: NOON, input: 1, cacheRead: 2, output: 3 }
    const file = join(folder(), 'claude', 'shop', 'one.jsonl')
    const text = JSON.stringify(claudeLine(answer, { message: { content: [{ type: 'text', text: '@' }] } }))
    // The hole in the file reads as zeros, which no JSON text holds; they begin where no more is kept of it.
    const [head = '', after = ''] = text.split('@')
    const before = head + 'a'.repeat(10_000)
    await writeLines(file, '')
    const handle = await open(file, 'r+')
    await handle.write(before, 0)
    await handle.write(
      `${after}\n${JSON.stringify(claudeLine({ ...answer, at: NOON + 1 }))}\n`,
      before.length + GIGABYTE,
    )
    await handle.close()

    const memory = process.memoryUsage().rss
    expect(sumsOf(await usageIndexIn(folder()).report())).to.deep.equal([2, 4, 0, 0, 6, 2])
    expect((process.memoryUsage().rss - memory) / 2 ** 20).to.be.below(MOST_MIB)
  }).timeout(DEADLINE_MS)
})
