import fc from 'fast-check'
import { createHash } from 'node:crypto'
import { canonicalJson, type Json, type JsonObject } from '../../../domain/approvals/canonical-json.js'
import {
  checkLine,
  EMPTY_CHAIN,
  endCheck,
  link,
  readEntry,
  startCheck,
  type ChainFault,
  type ChainHead,
} from '../../../domain/approvals/chain.js'
import { right } from '../../support/results.js'

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

interface Log {
  readonly lines: ReadonlyArray<string>
  readonly head: ChainHead
}

function logOf(...texts: ReadonlyArray<string>): Log {
  return texts.reduce<Log>(
    ({ lines, head }, text, index) => {
      const linked = link(head, { kind: 'request', text }, index * 1_000, sha256)
      return { lines: [...lines, linked.line], head: linked.head }
    },
    { lines: [], head: EMPTY_CHAIN },
  )
}

const check = (lines: ReadonlyArray<string>, noted: ChainHead | null): ChainFault | null =>
  endCheck(lines.reduce((state, line) => checkLine(state, line, sha256), startCheck(noted)))

describe('the chain of records', () => {
  const { lines, head } = logOf('one', 'two', 'three', 'four')
  const [one = '', two = '', three = '', four = ''] = lines

  it('is valid as written, also before the head was stored', () => {
    expect([check(lines, head), check(lines, logOf('one', 'two').head), check([], null)]).to.deep.equal([
      null,
      null,
      null,
    ])
  })

  it('is written in canonical JSON', () => {
    expect(one).to.equal(right(canonicalJson(JSON.parse(one) as JsonObject)))
    expect(JSON.parse(one)).to.include({ kind: 'request', text: 'one', seq: 1, at: '1970-01-01T00:00:00.000Z' })
  })

  it('reports an edited record, also one with a new hash', () => {
    const { hash: _hash, ...body } = JSON.parse(two.replace('"two"', '"2"')) as JsonObject
    const rehashed = right(canonicalJson({ ...body, hash: sha256(right(canonicalJson(body))) }))
    expect([
      check([one, two.replace('two', '2'), three, four], head),
      check([one, rehashed, three, four], head),
      check([one, two, three, link(JSON.parse(three) as ChainHead, { kind: 'x' }, 3_000, sha256).line], head),
    ]).to.deep.equal([
      { problem: 'edited', seq: 2, line: 2 },
      { problem: 'edited', seq: 2, line: 3 },
      { problem: 'edited', seq: 4, line: 4 },
    ])
  })

  it('reports a record that is missing, out of order, repeated or invalid', () => {
    expect([
      check([one, three, four], head),
      check([two, three, four], head),
      check([one, three, two, four], head),
      check([one, two, two, three, four], head),
      check([one, 'garbage', three], head),
      check([one, `${two} `, three, four], head),
    ]).to.deep.equal([
      { problem: 'missing', seq: 2, line: 2 },
      { problem: 'missing', seq: 1, line: 1 },
      { problem: 'reordered', seq: 2, line: 2 },
      { problem: 'reordered', seq: 2, line: 3 },
      { problem: 'unreadable', seq: 2, line: 2 },
      { problem: 'edited', seq: 2, line: 2 },
    ])
  })

  it('reports an invalid line: not an object, a field of another type, or nested too deeply', () => {
    const record = JSON.parse(two) as JsonObject
    const { hash: _hash, ...unhashed } = record
    const { prev: _prev, ...unlinked } = record
    const { seq: _seq, ...unnumbered } = record
    const deep = JSON.parse('['.repeat(200) + ']'.repeat(200)) as Json
    const changes = [
      unhashed,
      { ...record, hash: 5 },
      unlinked,
      { ...record, prev: null },
      unnumbered,
      { ...record, seq: '2' },
      { ...record, text: deep },
      [record],
      null,
      7,
    ]
    expect(changes.map((changed) => check([one, JSON.stringify(changed)], head))).to.deep.equal(
      changes.map(() => ({ problem: 'unreadable', seq: 2, line: 2 })),
    )
  })

  it('reports reordered only for a missing record that appears later, and keeps every other fault', () => {
    expect([
      check([one, three, 'garbage', four], head),
      check([one, three, four, four], head),
      check([one, 'garbage', two], head),
      check([one, two.replace('two', '2'), two, three], head),
      check([one, three, four, two], head),
    ]).to.deep.equal([
      { problem: 'missing', seq: 2, line: 2 },
      { problem: 'missing', seq: 2, line: 2 },
      { problem: 'unreadable', seq: 2, line: 2 },
      { problem: 'edited', seq: 2, line: 2 },
      { problem: 'reordered', seq: 2, line: 2 },
    ])
  })

  it('refuses to link an entry that is nested too deeply', () => {
    const deep = JSON.parse('['.repeat(200) + ']'.repeat(200)) as Json
    expect(() => link(EMPTY_CHAIN, { kind: 'request', deep }, 0, sha256)).to.throw('nested too deeply')
  })

  it('returns the entry of a line without its position, and null for other lines', () => {
    expect(readEntry(two)).to.deep.equal({ kind: 'request', text: 'two' })
    expect(['', 'garbage', 'null', '5', '[]', '{}', '{"kind":5}', '{"text":"x"}'].map(readEntry)).to.deep.equal(
      Array(8).fill(null),
    )
  })

  it('reports a truncated end, with and without its head', () => {
    expect([check([one, two], head), check([], head), check(lines, null)]).to.deep.equal([
      { problem: 'cut', seq: 3, line: 2 },
      { problem: 'cut', seq: 1, line: 1 },
      { problem: 'no-head', seq: 4, line: 4 },
    ])
  })

  it('reports any single change to any line, at that line or the next', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string(), { minLength: 1, maxLength: 8 }),
        fc.nat(),
        fc.nat(),
        fc.string({ minLength: 1, maxLength: 1 }),
        (texts, whichLine, where, character) => {
          const log = logOf(...texts)
          const index = whichLine % log.lines.length
          const line = log.lines[index] ?? ''
          const at = where % line.length
          const changed = line.slice(0, at) + character + line.slice(at + 1)
          if (changed === line || character === '\n') return
          const fault = check(log.lines.with(index, changed), log.head)
          expect(fault?.line).to.equal(index + 1)
        },
      ),
    )
  })
})
