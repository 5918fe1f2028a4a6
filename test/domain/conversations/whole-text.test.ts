import { expect } from 'chai'
import * as E from 'fp-ts/lib/Either.js'
import { cutEntry, MAX_TEXT } from '../../../domain/conversations/conversation.js'
import { findPattern, matchesInEntry } from '../../../domain/conversations/find-text.js'
import { MAX_PART_BYTES, textPart, type TextPart } from '../../../domain/conversations/whole-text.js'
import { conversationEntry } from '../../support/conversations.js'
import { right } from '../../support/results.js'

const bytesOf = (text: string): number => Buffer.byteLength(text)
const entry = (text: string) => ({ ...conversationEntry(text), row: 7, part: 1 })

/** Texts that a terminal, a bidirectional algorithm or a page could stumble over. */
const LONG = {
  ascii: 'word '.repeat(1_000_000),
  'characters of four bytes': '🦊'.repeat(700_000),
  'directions that reach beyond a word': '\u202egröße\u2066'.repeat(200_000),
  'escape sequences': '\u001b[31mred\u001b[0m\r\n'.repeat(100_000),
  'lines without a break': 'x'.repeat(10_000 * 100),
  'a mark at the start': `\ufeff${'a'.repeat(300_000)}`,
}

describe('whole text of an entry', () => {
  for (const [name, whole] of Object.entries(LONG))
    it(`is read in parts from the start and from the end: ${name}`, () => {
      const forward: string[] = []
      for (let after = 0; after < bytesOf(whole);) {
        const part: TextPart = right(textPart(whole, { after }))
        expect([part.start, part.size]).to.deep.equal([after, bytesOf(whole)])
        expect(part.end - part.start).to.be.within(1, MAX_PART_BYTES)
        forward.push(part.text)
        after = part.end
      }
      expect(forward.join('') === whole).to.equal(true)
      const backward: string[] = []
      for (let before: number | null = null; before !== 0;) {
        const part: TextPart = right(textPart(whole, { before }))
        backward.unshift(part.text)
        before = part.start
      }
      expect(backward.join('') === whole).to.equal(true)
    })

  it('is refused at a byte within a character and at one beyond the end, with its size', () => {
    const invalid = E.left({ _tag: 'TextPlaceInvalid', size: 8 })
    for (const place of [2, 4, 5, 6, 9, Number.MAX_SAFE_INTEGER])
      for (const range of [{ after: place }, { before: place }])
        expect(textPart('aö🦊b', range), JSON.stringify(range)).to.deep.equal(invalid)
    expect(textPart('aö🦊b', { after: 3 })).to.deep.equal(E.right({ text: '🦊b', start: 3, end: 8, size: 8 }))
    expect(textPart('aö🦊b', { before: 3 })).to.deep.equal(E.right({ text: 'aö', start: 0, end: 3, size: 8 }))
    expect(textPart('', { before: null })).to.deep.equal(E.right({ text: '', start: 0, end: 0, size: 0 }))
  })

  it('is cut before a character, and so goes on at the byte behind what is shown', () => {
    const whole = `${'a'.repeat(MAX_TEXT - 1)}🦊b`
    const { text, length } = cutEntry(entry(whole))
    expect([text.length, length]).to.deep.equal([MAX_TEXT - 1, whole.length])
    expect(right(textPart(whole, { after: bytesOf(text) })).text).to.equal('🦊b')
  })
})

describe('text in a conversation', () => {
  const find = (text: string, wanted: string, most = 10) => {
    const pattern = findPattern(wanted)
    return pattern === null ? null : matchesInEntry(entry(text), pattern, most)
  }

  it('is found without regard to case, with any white space, and literally', () => {
    const place = { row: 7, part: 1, kind: 'text' }
    expect(find('Größe\n  shop', ' größe SHOP ')).to.deep.equal([{ ...place, length: 12, start: 0, end: 14, from: 0 }])
    for (const odd of ['.*', 'a|b', '[x]', '(', '\\d', 'a-b', '^', '$', '{2}', '/'])
      expect(find(`0 ${odd} 1`, odd), odd).to.deep.equal([
        { ...place, length: odd.length + 4, start: 2, end: 2 + odd.length, from: 0 },
      ])
    expect(find('abc', '.')).to.deep.equal([])
    expect([find('abc', ''), find('abc', ' \n')]).to.deep.equal([null, null])
  })

  it('is found late in a text of 5 MB, at the byte from which a part shows it', () => {
    const whole = `${'🦊'.repeat(1_250_000)}needle${'ö'.repeat(1_000)}NEEDLE`
    const found = find(whole, 'needle') ?? []
    expect(found.map(({ start }) => start)).to.deep.equal([5_000_000, 5_002_006])
    for (const { from, start } of found) {
      const part = right(textPart(whole, { after: from }))
      expect(part.text.toLowerCase()).to.include('needle')
      expect(start - from).to.be.within(1, 4_000)
    }
  })

  it('is found in the input of a call once, and not more often than wanted', () => {
    const call = { ...entry('npm test'), kind: 'call' as const, tool: 'Bash', input: { command: 'npm test' } }
    const pattern = findPattern('npm') ?? /x/g
    expect(matchesInEntry(call, pattern, 10).map(({ kind }) => kind)).to.deep.equal(['input'])
    expect(find('a a a a', 'a', 3)).to.have.length(3)
  })
})
