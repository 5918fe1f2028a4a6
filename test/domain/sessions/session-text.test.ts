import * as E from 'fp-ts/lib/Either.js'
import { controlCharacters } from '../../../domain/sessions/errors.js'
import { checkedTexts } from '../../../domain/sessions/session-text.js'

const C0 = Array.from({ length: 32 }, (_, code) => String.fromCharCode(code))
const OTHERS = ['\u007f', '\u0080', '\u009b', '\u009f']

describe('checkedTexts', () => {
  it('accepts tab and line feed in a command and no other control character', () => {
    const taken = [...C0, ...OTHERS].filter((one) => E.isRight(checkedTexts({ command: `a${one}b`, environment: {} })))
    expect(taken).to.deep.equal(['\t', '\n'])
    expect(checkedTexts({ command: 'a\0b', environment: {} })).to.deep.equal(E.left(controlCharacters('command')))
  })

  it('accepts everything but NUL in a variable', () => {
    const refused = [...C0, ...OTHERS].filter((one) => E.isLeft(checkedTexts({ command: '', environment: { P: one } })))
    expect(refused).to.deep.equal(['\0'])
    expect(checkedTexts({ command: '', environment: { P: '\0' } })).to.deep.equal(E.left(controlCharacters('prompt')))
  })

  it('returns its input', () => {
    const texts = { command: 'größe 😀\n\techo', environment: { A: '\u001b[1m\r\n' } }
    expect(checkedTexts(texts)).to.deep.equal(E.right(texts))
  })
})
