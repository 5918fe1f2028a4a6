import { appendFile, mkdir, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { CODEX } from '../../../support/agents.js'
import { codexHead, codexLine, writeLines } from '../../../support/agent-logs.js'
import { scratchFolder } from '../../../support/scratch-folder.js'
import { usageIndexIn, NOON, sumsOf } from '../../../support/usage-index.js'

const answer = { session: 'parent', directory: '/home/me/shop', at: NOON, input: 100, cacheRead: 1_000, output: 10 }
/** The nth answer of a session that takes the same each time. */
const nth = (count: number, at = NOON + count * 60_000) =>
  codexLine({ ...answer, at }, { input: count * 1_100, cached: count * 1_000, output: count * 10 })
const MINUTE = 60_000

describe('reading rollouts of Codex', () => {
  const folder = scratchFolder()
  const file = (session: string): string =>
    join(folder(), 'codex', '2026', '11', `rollout-2026-11-24T12-00-00-${session}.jsonl`)
  const reported = async () => sumsOf(await usageIndexIn(folder()).report())

  /** A fork that repeats so many answers of its parent, so many milliseconds apart, and then goes on. */
  const writeFork = (
    session: string,
    from: string,
    { at, repeated, apart }: { at: number; repeated: number; apart: number },
  ) => {
    const begun = { ...answer, session, at }
    const again = Array.from({ length: repeated }, (_, place) => nth(place + 1, at + (place + 1) * apart))
    return writeLines(
      file(session),
      ...codexHead(begun, { forked_from_id: from }),
      ...codexHead({ ...begun, session: from }),
      ...again,
      nth(repeated + 1, at + 10 * MINUTE),
    )
  }

  it('counts what each request took, and not what is told again', async () => {
    await writeLines(file('parent'), ...codexHead(answer), nth(1), nth(1, NOON + 90_000), nth(2), nth(2), {
      timestamp: '2026-11-24T12:05:00Z',
      type: 'event_msg',
      payload: { type: 'token_count', info: null, rate_limits: {} },
    })
    const { window } = await usageIndexIn(folder()).report()
    expect(
      window.models.map(({ model, tokens, messages }) => [
        model,
        tokens.input,
        tokens.cacheRead,
        tokens.output,
        messages,
      ]),
    ).to.deep.equal([['gpt-5.5', 200, 2_000, 20, 2]])
  })

  it('counts a sub-agent once, for the conversation that a person started', async () => {
    const ids = { session_id: 'parent', parent_thread_id: 'parent' }
    await writeLines(file('parent'), ...codexHead(answer, { session_id: 'parent' }), nth(1))
    await writeLines(file('child'), ...codexHead({ ...answer, session: 'child' }, ids), nth(1))
    await writeLines(
      file('nested'),
      ...codexHead({ ...answer, session: 'nested' }, { ...ids, parent_thread_id: 'child' }),
      nth(1, NOON + 2 * MINUTE),
    )
    const { index, report } = usageIndexIn(folder())
    expect(sumsOf(await report())).to.deep.equal([300, 3_000, 0, 0, 30, 3])
    const starts = [NOON, NOON + 2 * MINUTE]
    const turns = await index.turns({ agent: CODEX, conversation: 'parent', starts, prices: [] })
    expect(turns?.map(({ messages, tokens }) => [messages, tokens])).to.deep.equal([
      [2, 220],
      [1, 110],
    ])
  })

  it('charges what the running sum has more than the rows as input, and less of it once the rows are there', async () => {
    const sum = { input: 6_000, cached: 0, output: 10 }
    await writeLines(file('parent'), ...codexHead(answer), codexLine(answer, sum))
    const { report } = usageIndexIn(folder())
    expect(sumsOf(await report())).to.deep.equal([100 + 4_900, 1_000, 0, 0, 10, 1])
    const caughtUp = { ...answer, at: NOON + MINUTE, input: 4_900, cacheRead: 0, output: 5 }
    await writeLines(file('parent'), codexLine(caughtUp, { ...sum, output: 15 }))
    expect(sumsOf(await report())).to.deep.equal([5_000, 1_000, 0, 0, 15, 2])
  })

  it('takes the difference of the running sums where a row has no count', async () => {
    const bare = (count: number) => {
      const { payload, ...row } = nth(count) as { payload: { info: { total_token_usage: unknown } } }
      return { ...row, payload: { ...payload, info: { total_token_usage: payload.info.total_token_usage } } }
    }
    await writeLines(file('parent'), ...codexHead(answer), bare(1), bare(3))
    expect(await reported()).to.deep.equal([300, 3_000, 0, 0, 30, 2])
  })

  it('leaves out what a fork repeats, with its parent there or gone, and what forks of forks repeat', async () => {
    await writeFork('fork', 'parent', { at: NOON + 30 * MINUTE, repeated: 2, apart: 3 })
    expect((await reported())[5]).to.equal(1)
    await writeLines(file('parent'), ...codexHead(answer), nth(1), nth(2), nth(3))
    await writeFork('fork-of-fork', 'fork', { at: NOON + 45 * MINUTE, repeated: 3, apart: 3 })
    expect(await reported()).to.deep.equal([500, 5_000, 0, 0, 50, 5])
  })

  it('knows what a fork repeats by what its parent had written before, however slowly it is repeated', async () => {
    await writeFork('fork', 'parent', { at: NOON + 3 * MINUTE, repeated: 2, apart: 2_000 })
    // The third answer of the parent takes as much as that of the fork, and comes after the fork was made.
    await writeLines(file('parent'), ...codexHead(answer), nth(1), nth(2), nth(3, NOON + 20 * MINUTE))
    expect((await reported())[5]).to.equal(4)
  })

  it('counts a rollout once that is moved into the archive, or is there and here', async () => {
    await writeLines(file('parent'), ...codexHead(answer), nth(1))
    const { report } = usageIndexIn(folder())
    await report()
    await mkdir(join(folder(), 'codex', 'archived'))
    await rename(file('parent'), join(folder(), 'codex', 'archived', 'rollout-parent.jsonl'))
    await writeLines(file('parent'), ...codexHead(answer), nth(1), nth(2))
    expect(sumsOf(await report())).to.deep.equal([200, 2_000, 0, 0, 20, 2])
  })

  it('reads the last line also without an end, and once; goes on after a restart where it was', async () => {
    await writeLines(file('parent'), ...codexHead(answer), nth(1))
    await appendFile(file('parent'), JSON.stringify(nth(2)))
    const { index, report } = usageIndexIn(folder())
    expect(sumsOf(await report())[5]).to.equal(2)
    index.close()
    await appendFile(file('parent'), `\n${JSON.stringify(nth(3))}\n`)
    expect(await reported()).to.deep.equal([300, 3_000, 0, 0, 30, 3])
  })

  it('names a session by its file where the log does not', async () => {
    const id = '0199a213-81c0-7800-8aa1-bbab2a035a53'
    await writeLines(file(id), nth(1), 'not json', '{}')
    const { window } = await usageIndexIn(folder()).report()
    expect(window.bySession.map(({ session, messages }) => [session, messages])).to.deep.equal([[id, 1]])
  })
})
