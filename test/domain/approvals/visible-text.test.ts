import fc from 'fast-check'
import { visibleRuns, visibleText } from '../../../domain/approvals/visible-text.js'

describe('visibleText', () => {
  it('keeps ordinary text of any language with its line breaks and tabs', () => {
    const plain = 'grep -n "größe 日本 ক" *.ts |\n\twc -l # 😀'
    expect(visibleRuns(plain)).to.deep.equal([{ text: plain, isName: false }])
  })

  it('names characters that control direction, hide or erase text', () => {
    expect(
      visibleText('a\u202eb\u200bc\u0008d\u001b[2Ke\rf\u2066g\u00a0h\ufe0fi\u{e0041}j\ud800k\u2028l\u00adm'),
    ).to.equal(
      'a⟨U+202E⟩b⟨U+200B⟩c⟨U+0008⟩d⟨U+001B⟩[2Ke⟨U+000D⟩f⟨U+2066⟩g⟨U+00A0⟩h⟨U+FE0F⟩i⟨U+E0041⟩j⟨U+D800⟩k⟨U+2028⟩l⟨U+00AD⟩m',
    )
  })

  it('has no empty runs before, between or after names', () => {
    const name = { text: '⟨U+202E⟩', isName: true }
    expect([visibleRuns(''), visibleRuns('\u202e\u202e'), visibleRuns('a\u202eb')]).to.deep.equal([
      [],
      [name, name],
      [{ text: 'a', isName: false }, name, { text: 'b', isName: false }],
    ])
  })

  it('leaves no invisible character and loses no text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const runs = visibleRuns(text)
        expect(runs.map((run) => run.text).join('')).to.equal(visibleText(text))
        expect(/[\p{Cc}\p{Cf}\p{Cs}]/u.test(visibleText(text).replace(/[\n\t]/g, ''))).to.equal(false)
        const back = runs
          .map((run) => (run.isName ? String.fromCodePoint(Number.parseInt(run.text.slice(3, -1), 16)) : run.text))
          .join('')
        expect(back).to.equal(text)
      }),
    )
  })
})
