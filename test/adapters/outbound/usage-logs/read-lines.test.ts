import { closeSync, openSync } from 'node:fs'
import { appendFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { lineReader, type LinesRead } from '../../../../adapters/outbound/usage-logs/read-lines.js'
import { scratchFolder } from '../../../support/scratch-folder.js'

const MIB = 1_048_576

describe('reading lines', () => {
  const scratch = scratchFolder()
  const path = (): string => join(scratch(), 'log')
  const read = lineReader()
  const START: LinesRead = { offset: 0, pending: 0, isGivenUp: false }
  const readFrom = ({ offset, pending }: LinesRead = START) => {
    const [lines, rests]: [string[], string[]] = [[], []]
    const file = openSync(path(), 'r')
    try {
      const keep = (into: string[]) => (bytes: Buffer, start: number, end: number) => {
        into.push(bytes.toString('utf8', start, end))
      }
      const ended = read({ file, offset, pending, onLine: keep(lines), onRest: keep(rests) })
      return { lines, rests, read: ended }
    } finally {
      closeSync(file)
    }
  }

  it('gives each line, the last one without its end by itself, and goes on where it was', async () => {
    await writeFile(path(), 'one\n\ntwö\nthr')
    const first = readFrom()
    expect(first).to.deep.equal({
      lines: ['one', '', 'twö'],
      rests: ['thr'],
      read: { offset: 10, pending: 0, isGivenUp: false },
    })
    await appendFile(path(), 'ee\nfour\n')
    expect(readFrom(first.read)).to.deep.equal({
      lines: ['three', 'four'],
      rests: [],
      read: { offset: 21, pending: 0, isGivenUp: false },
    })
  })

  it('gives lines that cross the bounds of a piece whole', async () => {
    const lengths = [MIB - 1, 10, MIB, MIB + 1, 3 * MIB, 1, 4 * MIB - 1]
    const lines = lengths.map((length, index) => String(index).repeat(length))
    await writeFile(path(), `${lines.join('\n')}\n`)
    const found = readFrom()
    expect(found.lines.map((line, index) => line === lines[index])).to.deep.equal(lengths.map(() => true))
    expect([found.rests, found.read.offset]).to.deep.equal([[], lengths.reduce((sum, one) => sum + one + 1, 0)])
  })

  it('shortens a JSON line of more than 4 MiB, and goes on behind it', async () => {
    const long = JSON.stringify({ type: 'user', text: 'x'.repeat(5 * MIB), id: 'a' })
    await writeFile(path(), `{"a":1}\n${long}\n{"b":2}\n`)
    const { lines, rests, read: end } = readFrom()
    expect([lines.length, lines[0], lines[2], rests]).to.deep.equal([3, '{"a":1}', '{"b":2}', []])
    expect(JSON.parse(lines[1] ?? '')).to.include({ type: 'user', id: 'a' })
    expect(end).to.deep.equal({ offset: long.length + 17, pending: 0, isGivenUp: false })
  })

  it('searches an unfinished long line no more than once', async () => {
    const begun = `{"type":"user","text":"${'x'.repeat(5 * MIB)}`
    await writeFile(path(), begun)
    const first = readFrom()
    expect([first.lines, first.read.offset, first.read.pending]).to.deep.equal([[], 0, begun.length])
    await appendFile(path(), 'yy')
    const second = readFrom(first.read)
    expect(second).to.deep.equal({
      lines: [],
      rests: [],
      read: { offset: 0, pending: begun.length + 2, isGivenUp: false },
    })
    await appendFile(path(), '","id":"a"}\n{"b":2}\n')
    const { lines, read: end } = readFrom(second.read)
    expect([lines.length, lines[1], end.pending]).to.deep.equal([2, '{"b":2}', 0])
    expect(JSON.parse(lines[0] ?? '')).to.include({ type: 'user', id: 'a' })
  })
})
