import fc from 'fast-check'
import { implementPrompt } from '../../../domain/board/prompts.js'
import { literalPart, literalPrompt } from '../../../domain/prompts/literal-text.js'
import { filledTemplate } from '../../../domain/prompts/prompt-template.js'

describe('texts of agents in prompts', () => {
  it('have no command at their start, no mention, and no word that ends the agent', () => {
    for (const [text, literal] of [
      ['/clear', '\\/clear'],
      ['\u200b /clear', '\\/clear'],
      ['see /clear', 'see /clear'],
      ['@/etc/passwd', '\\@/etc/passwd'],
      ['see @a,\n@b and \u2060@c', 'see \\@a,\n\\@b and \\\u2060@c'],
      ['me@example.org', 'me@example.org'],
      [' exit ', '\\exit'],
      [':q!', '\\:q!'],
      ['exit the loop', 'exit the loop'],
    ] as const)
      expect(literalPrompt(text), text).to.equal(literal)
  })

  it('stay the same when they are made literal again', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('@', '/', ' ', '\n', 'a', '\\', '\u200b') }), (text) => {
        expect(literalPrompt(literalPrompt(text))).to.equal(literalPrompt(text))
        expect(literalPart(text)).to.not.match(/(?:^|\s)[\u200b]*@/)
      }),
    )
  })

  it('are values of templates, whose own commands and mentions stay', () => {
    const values = { name: '/a', branch: 'x', folder: '/work', project: null, card: '/clear @/etc/passwd' }
    expect(filledTemplate('/review @src {{card}} in {{folder}}', values)).to.equal(
      '/review @src /clear \\@/etc/passwd in /work',
    )
    expect(filledTemplate(' {{card}} first', values)).to.equal(' \\/clear \\@/etc/passwd first')
  })

  it('are titles and paths of cards in the prompts for their agents', () => {
    const card = { id: 'c1', title: 'Fix @/etc/passwd', brainstormDoc: '@/etc/shadow' }
    const prompt = implementPrompt(card, 'b', true)
    expect(prompt).to.include('Fix \\@/etc/passwd').and.to.include('\\@/etc/shadow')
  })
})
