import {
  reviewPrompt,
  withComment,
  type LineComment,
} from '../../../../adapters/inbound/web/src/board/review/review-prompt.js'

const comment = (more: Partial<LineComment> = {}): LineComment => ({
  path: 'src/a.ts',
  side: 'new',
  line: 3,
  code: '  const a = 1',
  text: 'Why 1?',
  ...more,
})

describe('review comments', () => {
  it('are limited to one per line and side, and removed by an empty text', () => {
    const two = withComment(withComment([], comment()), comment({ side: 'old', text: ' Keep it. ' }))
    expect(two.map(({ text }) => text)).to.deep.equal(['Why 1?', 'Keep it.'])
    expect(withComment(two, comment({ text: 'Why?' })).map(({ text }) => text)).to.deep.equal(['Keep it.', 'Why?'])
    expect(withComment(two, comment({ text: ' \n' })).map(({ side }) => side)).to.deep.equal(['old'])
  })

  it('form one prompt sorted by file and line, each with its code', () => {
    const prompt = reviewPrompt('idea/a', [
      comment({ path: 'src/b.ts', line: 1, text: 'Two\nlines' }),
      comment({ line: 20, side: 'old' }),
      comment({ code: 'x'.repeat(500) }),
    ])
    const [head = '', ...parts] = prompt.split('\n\n')
    expect(head).to.include('idea/a').and.to.include('these 3 comments')
    expect(parts).to.deep.equal([
      `src/a.ts:3\n> ${'x'.repeat(160)}\nWhy 1?`,
      'src/a.ts:20 (removed line)\n> const a = 1\nWhy 1?',
      'src/b.ts:1\n> const a = 1\nTwo\nlines',
    ])
    expect(reviewPrompt('idea/a', [comment()])).to.include('this comment')
  })
})
