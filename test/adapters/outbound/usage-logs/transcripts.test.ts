import { appendFile, cp, link, mkdir, readFile, rename, rm, stat, symlink, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import { eventually } from '../../../support/eventually.js'
import { scratchFolder } from '../../../support/scratch-folder.js'
import { claudeLine, writeLines } from '../../../support/agent-logs.js'
import { indexIn, usageIndexIn, NOON, sumsOf } from '../../../support/usage-index.js'

const FIXTURES = join(process.cwd(), 'test', 'fixtures', 'claude-code', 'transcripts')
const answer = { session: 'one', directory: '/home/me/shop', at: NOON, input: 100, cacheRead: 1_000, output: 10 }
const line = (given: Partial<typeof answer> = {}, row: Readonly<Record<string, unknown>> = {}) =>
  claudeLine({ ...answer, ...given }, row)

describe('reading transcripts of Claude Code', () => {
  const folder = scratchFolder()
  const file = (name: string): string => join(folder(), 'claude', '-home-me-shop', name)
  const reported = async () => sumsOf(await usageIndexIn(folder()).report())

  it('counts what the CLI wrote: sums of cache writes beside zeros by lifetime, two tools, two ends', async () => {
    await cp(FIXTURES, file('fixtures'), { recursive: true })
    const { window } = await usageIndexIn(folder()).report()
    expect(window.tokens).to.deep.equal({
      input: 492,
      output: 100,
      cacheRead: 8_000,
      cacheWrite5m: 4_000,
      cacheWrite1h: 0,
    })
    expect([window.messages, window.sessions, window.stops, window.tools]).to.deep.equal([
      4,
      2,
      { toolUse: 2, endTurn: 2, other: 0 },
      [{ name: 'Bash', count: 2 }],
    ])
  })

  it('counts a message once in copies, in files of subagents, with and without the id of its request', async () => {
    await writeLines(file('one.jsonl'), line({ output: 1 }), line({}, { requestId: 'req_1' }))
    await writeLines(file('resumed.jsonl'), line({}, { sessionId: 'two' }), line({ at: NOON + 1 }))
    await writeLines(file(join('one', 'subagents', 'deep', 'agent-1.jsonl')), line(), line({ at: NOON + 2 }))
    expect(await reported()).to.deep.equal([300, 3_000, 0, 0, 30, 3])
  })

  it('takes a line that has no end yet for what it is, and once', async () => {
    await writeLines(file('one.jsonl'), line())
    const text = JSON.stringify(line({ at: NOON + 1 }))
    await appendFile(file('one.jsonl'), text.slice(0, 80))
    const { report } = usageIndexIn(folder())
    expect(sumsOf(await report())[5]).to.equal(1)
    await appendFile(file('one.jsonl'), text.slice(80))
    expect(sumsOf(await report())[5]).to.equal(2)
    await appendFile(file('one.jsonl'), '\n')
    expect(sumsOf(await report())).to.deep.equal([200, 2_000, 0, 0, 20, 2])
  })

  it('reports what there is so far and how far it is, from the start to the end of a reading', async () => {
    await writeLines(file('one.jsonl'), line())
    await writeLines(file('two.jsonl'), line({ session: 'two' }), line({ session: 'two', at: NOON + 1 }))
    const bytes = (await Promise.all(['one.jsonl', 'two.jsonl'].map((name) => stat(file(name)))))
      .map(({ size }) => size)
      .reduce((sum, size) => sum + size)
    const { index, report } = usageIndexIn(folder())
    const query = { now: NOON + 3_600_000, timeZone: 'UTC', days: 2, prices: [] }
    const none = { filesRead: 0, files: 0, bytesRead: 0, bytes: 0 }
    const before = index.progress()
    expect(before).to.deep.equal({ state: 'scanning', ...none, revision: before.revision })
    expect(index.reportSoFar(query)).to.equal(null)
    await eventually(() => {
      expect(index.reportSoFar(query)).not.to.equal(null)
    })
    expect(index.reportSoFar(query)).to.deep.equal(await report())
    const after = index.progress()
    expect(after).to.deep.equal({
      ...{ state: 'ready', filesRead: 2, files: 2, bytesRead: bytes, bytes },
      revision: after.revision,
    })
    expect(after.revision).not.to.equal(before.revision)
    index.close()
  })

  it('keeps what was paid for when a file shrinks, is written anew, moves and goes', async () => {
    await writeLines(file('one.jsonl'), line(), line({ at: NOON + 1 }))
    const { report } = usageIndexIn(folder())
    await report()
    await truncate(file('one.jsonl'), 20)
    expect(sumsOf(await report())[5]).to.equal(2)
    await writeFile(file('one.jsonl'), '')
    await writeLines(file('one.jsonl'), line({ at: NOON + 2 }), line({ at: NOON + 3 }), line({ at: NOON + 4 }))
    expect(sumsOf(await report())[5]).to.equal(5)
    await rename(file('one.jsonl'), file('two.jsonl'))
    await link(file('two.jsonl'), file('three.jsonl'))
    expect(sumsOf(await report())[5]).to.equal(5)
    await rm(join(folder(), 'claude'), { recursive: true })
    expect(sumsOf(await report())).to.deep.equal([500, 5_000, 0, 0, 50, 5])
  })

  it('replaces what is not UTF-8, and reads names beyond ASCII', async () => {
    const bytes = Buffer.from(`${JSON.stringify(line({ directory: '/home/me/größe-@' }))}\n`)
    bytes[bytes.indexOf('@')] = 0xff
    await mkdir(file(''), { recursive: true })
    await writeFile(file('one.jsonl'), Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), bytes]))
    const { window } = await usageIndexIn(folder()).report()
    expect(window.directories.map(({ directory }) => directory)).to.deep.equal(['/home/me/größe-\ufffd'])
  })

  it('counts invalid numbers as nothing, and digits in quotes as their number', async () => {
    const usage = (given: object) => ({ usage: given, message: { id: JSON.stringify(given) } })
    await writeLines(
      file('one.jsonl'),
      line({}, usage({ input_tokens: -5, output_tokens: 1e300 })),
      line({}, usage({ input_tokens: '7', output_tokens: 2.9 })),
      line({}, usage({ input_tokens: null, output_tokens: 'many', cache_read_input_tokens: undefined })),
      line({}, usage({ input_tokens: [1], output_tokens: { a: 1 }, cache_creation: 5, cache_read_input_tokens: true })),
      '{"type":"assistant","message":{"id":"nan","usage":{"input_tokens":NaN}},"timestamp":"2026-11-24T12:00:00Z"}',
    )
    expect(await reported()).to.deep.equal([7, 2_000, 0, 0, 2, 4])
  })

  it('counts cache writes by lifetime, and the rest of their sum for five minutes', async () => {
    const usage = {
      cache_creation_input_tokens: 900,
      cache_creation: { ephemeral_1h_input_tokens: 500, ephemeral_5m_input_tokens: 300 },
    }
    await writeLines(file('one.jsonl'), line({}, { usage }))
    expect(await reported()).to.deep.equal([100, 1_000, 400, 500, 10, 1])
  })

  it('takes times without a zone for UTC and those to come for later; leaves out what has none', async () => {
    await writeLines(
      file('one.jsonl'),
      line({ at: NOON + 5 }, { timestamp: '2026-11-24T23:59:59' }),
      line({ at: NOON + 4 }, { timestamp: '2026-11-25T01:00:00+02:00' }),
      line({ at: NOON + 3 }, { timestamp: '2027-01-01T00:00:00Z' }),
      line({ at: NOON + 2 }, { timestamp: 'yesterday' }),
      line({ at: NOON + 1 }, { timestamp: null }),
    )
    const { report } = usageIndexIn(folder())
    expect(sumsOf(await report())[5]).to.equal(2)
    expect(sumsOf(await report(Date.UTC(2027, 0, 1, 12)))[5]).to.equal(1)
  })

  it('charges a message that was written over midnight to the day it began', async () => {
    const late = { timestamp: '2026-11-25T00:00:03Z' }
    await writeLines(file('one.jsonl'), line({ output: 99 }, late), line({}, { timestamp: '2026-11-24T23:59:58Z' }))
    const { days } = await usageIndexIn(folder()).report(NOON + 86_400_000)
    expect(days.map(({ tokens }) => tokens.output)).to.deep.equal([0, 99])
  })

  it('counts failures, and neither made-up answers nor lines that only look like one', async () => {
    await writeLines(
      file('one.jsonl'),
      { type: 'system', subtype: 'api_error', timestamp: '2026-11-24T12:00:00Z', uuid: 'e1', sessionId: 'one' },
      { type: 'system', subtype: 'api_error', timestamp: '2026-11-24T12:00:00Z', uuid: 'e1', sessionId: 'two' },
      line({}, { message: { model: '<synthetic>' } }),
      { type: 'user', timestamp: '2026-11-24T12:00:00Z', toolUseResult: line(), text: JSON.stringify(line()) },
      { type: 'progress', data: { message: line() } },
      'null',
      '[1]',
      '"assistant"',
      '{"type":"assistant"',
    )
    const { window } = await usageIndexIn(folder()).report()
    expect([window.messages, window.errors]).to.deep.equal([0, 1])
  })

  it('reads an answer whose line is far longer than what is held of one', async () => {
    const text = `a "quoted" \\ größe\n`.repeat(700_000)
    await writeLines(
      file('one.jsonl'),
      line({}, { message: { content: [{ type: 'text', text }] } }),
      line({ at: NOON + 1 }),
    )
    expect(await reported()).to.deep.equal([200, 2_000, 0, 0, 20, 2])
  })

  it('looks once into folders that links lead to in a circle, and names what cannot be read', async () => {
    await writeLines(file('one.jsonl'), line())
    await symlink(join(folder(), 'claude'), join(folder(), 'claude', 'again'))
    await symlink('..', file('up'))
    await symlink('itself.jsonl', file('itself.jsonl'))
    const report = await usageIndexIn(folder()).report()
    expect([sumsOf(report)[5], report.unreadable]).to.deep.equal([1, [file('itself.jsonl')]])
  })

  it('reads everything anew when the index was damaged, cut short or is of another version', async () => {
    await writeLines(file('one.jsonl'), line(), line({ at: NOON + 1 }))
    const damages: ReadonlyArray<(bytes: Buffer) => Buffer> = [
      (bytes) => bytes.subarray(0, bytes.length - 5),
      (bytes) => Buffer.concat([bytes.subarray(0, 60), Buffer.from('x'), bytes.subarray(61)]),
      (bytes) => Buffer.concat([bytes.subarray(0, 4), Buffer.from([99]), bytes.subarray(5)]),
      () => Buffer.alloc(0),
      () => Buffer.from('{}'),
    ]
    for (const damage of damages) {
      const { index, report } = usageIndexIn(folder())
      expect(sumsOf(await report())).to.deep.equal([200, 2_000, 0, 0, 20, 2])
      index.close()
      await writeFile(indexIn(folder()), damage(await readFile(indexIn(folder()))))
    }
  })

  it('has the same sums for any split of the lines into pieces, files and restarts', async () => {
    const row = fc.record({ id: fc.nat(5), at: fc.nat(3), output: fc.nat(50), session: fc.constantFrom('a', 'b') })
    await fc.assert(
      fc.asyncProperty(
        fc.array(row, { maxLength: 12 }),
        fc.array(fc.nat(400), { maxLength: 4 }),
        async (rows, cuts) => {
          const lines = rows.map(({ id, at, ...rest }) =>
            line({ ...rest, at: NOON + at * 900_000 }, { message: { id: `msg_${id}` }, uuid: `u${id}` }),
          )
          await rm(folder(), { recursive: true, force: true })
          await writeLines(file('all.jsonl'), ...lines)
          const whole = await usageIndexIn(folder()).report(NOON + 7_200_000)
          await rm(folder(), { recursive: true, force: true })
          let text = lines.map((one) => `${JSON.stringify(one)}\n`).join('')
          await writeLines(file('b.jsonl'), ...lines.slice(5).reverse())
          for (const cut of [...cuts, text.length]) {
            await appendFile(file('a.jsonl'), text.slice(0, cut))
            text = text.slice(cut)
            const { index, report } = usageIndexIn(folder())
            await report(NOON + 7_200_000)
            index.close()
          }
          expect(await usageIndexIn(folder()).report(NOON + 7_200_000)).to.deep.equal(whole)
        },
      ),
      { numRuns: 15 },
    )
  })
})
