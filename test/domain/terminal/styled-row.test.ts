import * as fc from 'fast-check'
import {
  MAX_ROW_CHARACTERS,
  MAX_RUNS,
  parseStyledRows,
  textOfRow,
  type CellColour,
  type StyledRun,
  type TextStyle,
} from '../../../domain/terminal/styled-row.js'

const ESC = '\u001b'
const parse = (row: string) => parseStyledRows([row])[0]

describe('styled rows', () => {
  it('have the eight colours, their bright forms, indexed and direct ones', () => {
    expect(parse(`${ESC}[31ma${ESC}[1;94;47mb${ESC}[38;5;200mc${ESC}[48;2;1;2;255md${ESC}[mplain`)).to.deep.equal([
      { text: 'a', fg: 1 },
      { text: 'b', fg: 12, bg: 7, bold: true },
      { text: 'c', fg: 200, bg: 7, bold: true },
      { text: 'd', fg: 200, bg: '#0102ff', bold: true },
      { text: 'plain' },
    ])
  })

  it('read colours with colons, with and without a colour space', () => {
    expect(parse(`${ESC}[38:5:9ma${ESC}[38:2::16:32:48mb${ESC}[48:2:1:2:3mc${ESC}[4:3md${ESC}[4:0me`)).to.deep.equal([
      { text: 'a', fg: 9 },
      { text: 'b', fg: '#102030' },
      { text: 'c', fg: '#102030', bg: '#010203' },
      { text: 'd', fg: '#102030', bg: '#010203', underline: true },
      { text: 'e', fg: '#102030', bg: '#010203' },
    ])
  })

  it('take attributes away one by one', () => {
    expect(parse(`${ESC}[1;2;3;7;9ma${ESC}[22mb${ESC}[23;27mc${ESC}[29;31md${ESC}[39me`)).to.deep.equal([
      { text: 'a', bold: true, dim: true, italic: true, inverse: true, strike: true },
      { text: 'b', italic: true, inverse: true, strike: true },
      { text: 'c', strike: true },
      { text: 'd', fg: 1 },
      { text: 'e' },
    ])
  })

  it('carry the look from row to row', () => {
    expect(parseStyledRows([`${ESC}[32mone`, 'two', '', `${ESC}[0mthree`])).to.deep.equal([
      [{ text: 'one', fg: 2 }],
      [{ text: 'two', fg: 2 }],
      [],
      [{ text: 'three' }],
    ])
  })

  it('drop links, titles, clipboard writes, cursor movements and device strings', () => {
    const hostile = [
      `${ESC}]8;;http://evil.example${ESC}\\`,
      `${ESC}]0;title\u0007`,
      `${ESC}]52;c;cm0gLXJm\u0007`,
      `${ESC}[2J${ESC}[10;10H${ESC}[?1049h${ESC}[>4;1m`,
      `${ESC}Pqdevice${ESC}\\`,
      `${ESC}c${ESC}(0\u0000\u0007\b\u009b`,
    ]
    expect(parse(hostile.map((sequence) => `${sequence}x`).join(''))).to.deep.equal([{ text: 'xxxxxx' }])
  })

  it('show the lines of DEC terminals, and blanks for concealed text', () => {
    expect(parse(`\u000elqk\u000flqk${ESC}[8msecret${ESC}[28m!`)).to.deep.equal([{ text: '┌─┐lqk      !' }])
  })

  it('ignore colours that are not there', () => {
    expect(parse(`${ESC}[38;5;999ma${ESC}[38;2;1;2;300mb${ESC}[38;9mc${ESC}[58;5;1md`)).to.deep.equal([
      { text: 'ab' },
      { text: 'cd', strike: true },
    ])
  })

  it('keep their bounds, whole characters and printable text for every input', () => {
    const anything = fc.array(
      fc.oneof(
        fc.string({ unit: 'binary' }),
        fc.string(),
        fc.constantFrom(ESC, '[', '38;', '5;', 'm', ']', '\u0007', '😀'),
      ),
      { maxLength: 2_000 },
    )
    fc.assert(
      fc.property(anything, (parts) => {
        const runs = parse(parts.join('')) ?? []
        const text = textOfRow(runs)
        expect(runs.length).to.be.at.most(MAX_RUNS)
        expect(text.length).to.be.at.most(MAX_ROW_CHARACTERS)
        expect(text).not.to.match(/[\u0000-\u001f\u007f-\u009f]/)
      }),
      { numRuns: 200 },
    )
    expect(textOfRow(parse('😀'.repeat(MAX_ROW_CHARACTERS)) ?? []).length).to.equal(MAX_ROW_CHARACTERS)
    expect(textOfRow(parse(`a${'😀'.repeat(MAX_ROW_CHARACTERS)}`) ?? [])).not.to.match(/\p{Surrogate}/u)
  })

  it('are what was written', () => {
    const colour = fc.option(
      fc.oneof(
        fc.integer({ min: 0, max: 255 }),
        fc.integer({ min: 0, max: 0xffffff }).map((rgb) => `#${rgb.toString(16).padStart(6, '0')}`),
      ),
      { nil: undefined },
    )
    const flag = fc.constantFrom(true as const, undefined)
    const run = fc
      .record({
        text: fc.stringMatching(/^[ -~ä→]{1,6}$/),
        fg: colour,
        bg: colour,
        bold: flag,
        dim: flag,
        italic: flag,
        underline: flag,
        inverse: flag,
        strike: flag,
      })
      .map((fields) => Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)))
      .map((fields) => fields as unknown as StyledRun)
    fc.assert(
      fc.property(fc.array(run, { maxLength: 20 }), (runs) => {
        expect(parse(runs.map(written).join(''))).to.deep.equal(joined(runs))
      }),
    )
  })
})

const CODES = { bold: 1, dim: 2, italic: 3, underline: 4, inverse: 7, strike: 9 } as const

const colourCodes = (first: number, colour: CellColour | undefined): ReadonlyArray<number> => {
  if (colour === undefined) return []
  if (typeof colour === 'number') return [first, 5, colour]
  return [first, 2, ...[1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16))]
}

function written({ text, fg, bg, ...flags }: StyledRun): string {
  const set = (Object.keys(flags) as (keyof typeof CODES)[]).map((flag) => CODES[flag])
  return `${ESC}[${[0, ...set, ...colourCodes(38, fg), ...colourCodes(48, bg)].join(';')}m${text}`
}

/** Runs of which neighbours differ in their look. */
function joined(runs: ReadonlyArray<StyledRun>): ReadonlyArray<StyledRun> {
  const lookOf = ({ text: _text, ...style }: StyledRun): string =>
    JSON.stringify(Object.entries(style satisfies TextStyle).sort())
  return runs.reduce<ReadonlyArray<StyledRun>>((before, run) => {
    const last = before.at(-1)
    return last !== undefined && lookOf(last) === lookOf(run)
      ? [...before.slice(0, -1), { ...last, text: last.text + run.text }]
      : [...before, run]
  }, [])
}
