import * as fc from 'fast-check'
import {
  findQueries,
  isPlainInput,
  mayHaveQueries,
  NO_QUERIES,
  NOTHING_FOUND,
  OPEN_MS,
  queried,
  withoutStrayAnswers,
  type EmulatorQueries,
} from '../../../domain/terminal/emulator-answers.js'

/** Each form with a query and the answer to it. */
const PAIRS: ReadonlyArray<readonly [form: string, query: string, answer: string]> = [
  ['DA1', '\x1b[c', '\x1b[?1;2c'],
  ['DA2', '\x1b[>c', '\x1b[>0;276;0c'],
  ['DA3', '\x1b[=c', '\x1bP!|00000000\x1b\\'],
  ['XTVERSION', '\x1b[>q', '\x1bP>|xterm.js(6.0.0)\x1b\\'],
  ['status', '\x1b[5n', '\x1b[0n'],
  ['cursor', '\x1b[6n', '\x1b[12;40R'],
  ['private status', '\x1b[?6n', '\x1b[?12;40R'],
  ['private status', '\x1b[?996n', '\x1b[?997;1n'],
  ['mode', '\x1b[?2026$p', '\x1b[?2026;2$y'],
  ['keyboard', '\x1b[?u', '\x1b[?1u'],
  ['window', '\x1b[18t', '\x1b[8;30;100t'],
  ['setting', '\x1bP$qm', '\x1bP1$r0m\x1b\\'],
  ['image', '\x1b_G', '\x1b_Gi=31;OK\x1b\\'],
  ['colour 4', '\x1b]4;1;?', '\x1b]4;1;rgb:0000/1111/2222\x07'],
  ['colour 10', '\x1b]10;?', '\x1b]10;rgb:0000/1111/2222\x1b\\'],
  ['colour 11', '\x1b]11;?', '\x1b]11;rgb:0000/1111/2222\x1b\\'],
  ['colour 52', '\x1b]52;c;?', '\x1b]52;c;aGk=\x07'],
]
const ANSWERS = PAIRS.map(([, , answer]) => answer)

/** Keys that begin with ESC, and text. */
const TYPED = [
  ...[
    'a',
    'größe',
    '\r',
    '\x1b',
    '\x1b[',
    '\x1b]',
    '\x1bP',
    '\x1b_',
    '\x1bb',
    '\x1b\x1b',
    '\x1b[A',
    '\x1bOA',
    '\x1b[Z',
  ],
  ...['\x1b[1;5C', '\x1b[15~', '\x1b[24;2~', '\x1b[1;2R', '\x1b[1;16R', '\x1bOR', '\x1b[97;5u', '\x1b[I', '\x1b[O'],
  ...['\x1b[<0;5;7M', '\x1b[<64;5;7M', '\x1b[200~x\x1b[201~', '\x1b[27;5;9~', '\x03'],
]

/** Part of the pieces that reaches the program. */
function typedBy(pieces: ReadonlyArray<string>, state: EmulatorQueries = NO_QUERIES, now = 0): string {
  let current = state
  return pieces
    .map((piece) => {
      if (isPlainInput(current, piece)) return piece
      const rest = withoutStrayAnswers(current, piece, now)
      current = rest.state
      return rest.input
    })
    .join('')
}

describe('answers of a terminal emulator', () => {
  it('are dropped while no query of their form is open', () => {
    for (const answer of ANSWERS) expect(typedBy([answer, 'x']), JSON.stringify(answer)).to.equal('x')
    expect(typedBy([`a${ANSWERS.join('b')}c`])).to.equal(`a${'b'.repeat(ANSWERS.length - 1)}c`)
  })

  it('pass once for each query of their form', () => {
    for (const [form, , answer] of PAIRS) {
      const state = queried(NO_QUERIES, [form], 0)
      expect(typedBy([answer + answer], state), form).to.equal(answer)
      for (const [other, , stray] of PAIRS) if (other !== form) expect(typedBy([stray], state), other).to.equal('')
    }
  })

  it('are dropped some seconds after their query', () => {
    const state = queried(NO_QUERIES, ['DA1'], 100)
    expect(typedBy(['\x1b[?1;2c'], state, 100 + OPEN_MS - 1)).to.equal('\x1b[?1;2c')
    expect(typedBy(['\x1b[?1;2c'], state, 100 + OPEN_MS)).to.equal('')
  })

  it('are dropped in two pieces, wherever they are cut, except for keys that came before the cut', () => {
    for (const answer of ANSWERS) {
      for (let cut = 1; cut < answer.length; cut += 1) {
        const typed = typedBy([answer.slice(0, cut), answer.slice(cut), 'x'])
        expect(typed, JSON.stringify([answer, cut])).to.equal(cut < 3 ? `${answer.slice(0, cut)}x` : 'x')
      }
    }
  })

  it('pass whole when they come in two pieces and their query is open', () => {
    for (const [form, , answer] of PAIRS) {
      for (let cut = 1; cut < answer.length; cut += 1) {
        const pieces = [answer.slice(0, cut), answer.slice(cut), 'x']
        expect(typedBy(pieces, queried(NO_QUERIES, [form], 0)), JSON.stringify(pieces)).to.equal(`${answer}x`)
      }
    }
  })

  it('leave keys and text as they are, in order, in any pieces', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...TYPED)),
        fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1 }),
        (keys, lengths) => {
          const pieces: string[] = []
          const text = keys.join('')
          for (let at = 0; at < text.length;) {
            const length = lengths[pieces.length % lengths.length] ?? 1
            pieces.push(text.slice(at, at + length))
            at += length
          }
          expect(typedBy([...keys, 'x'])).to.equal(`${text}x`)
          expect(typedBy([...pieces, 'x'])).to.equal(`${text}x`)
        },
      ),
      { numRuns: 2_000 },
    )
  })

  it('leave keys alone that begin like one, whatever follows', () => {
    expect(typedBy(['\x1b', '[?1', 'x'])).to.equal('\x1b[?1x')
    expect(typedBy(['\x1b[', '?1', ';2', 'x\x1b'])).to.equal('\x1b[?1;2x\x1b')
    expect(typedBy(['\x1b', '[?1;2c\x1b[?1', 'x'])).to.equal('\x1b\x1b[?1x')
    expect(typedBy(['a\x1b]', '10;rgb:', 'b\x1b', '[A'])).to.equal('a\x1b]10;rgb:b\x1b[A')
  })
})

describe('queries to a terminal emulator', () => {
  const found = (...pieces: ReadonlyArray<string>): ReadonlyArray<string> => {
    let last = NOTHING_FOUND
    return pieces.flatMap((piece) => {
      if (last.cut === '' && !mayHaveQueries(Buffer.from(piece, 'latin1'))) return []
      last = findQueries(last, piece)
      return last.forms
    })
  }

  it('are found among other output, whole and cut anywhere', () => {
    for (const [form, query] of PAIRS) {
      expect(found(`\x1b[2J${query}\x1b[m`), form).to.deep.equal([form])
      for (let cut = 1; cut < query.length; cut += 1) {
        const pieces = [`text${query.slice(0, cut)}`, `${query.slice(cut)}\x1b[m`]
        expect(found(...pieces), JSON.stringify(pieces)).to.deep.equal([form])
      }
    }
  })

  it('are those that tmux sends when a viewer begins', () => {
    const begin = '\x1b[1;30r\x1b[c\x1b[>c\x1b[>q\x1b]10;?\x1b\\\x1b]11;?\x1b\\\x1b[1;1H\x1b[?1006l'
    expect(found(begin)).to.deep.equal(['DA1', 'DA2', 'XTVERSION', 'colour 10', 'colour 11'])
  })

  it('are not in what tmux draws', () => {
    const drawn = [
      '\x1b[?1049h\x1b[22;0;0t\x1b[?1h\x1b=',
      '\x1b[2 q\x1b[38;5;1mtext\x1b(B\x1b[m',
      '\x1b]0;title\x07\x1b]52;c;aGk=\x07',
    ]
    expect(found(...drawn)).to.deep.equal([])
    expect(
      mayHaveQueries(Buffer.from('\x1b[1;39r\x1b[39Sline\x1b[K\r\n\x1b[?25l\x1b[3;4Hgröße\x1b(B\x1b[m', 'utf8')),
    ).to.equal(false)
  })
})
