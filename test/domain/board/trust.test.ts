import { expect } from 'chai'
import { isTrustQuestion } from '../../../domain/board/trust.js'

/** As Claude Code 2.1.197 draws it, less its frame. */
const QUESTION = [
  ' Accessing workspace:',
  ' /work/.penates-worktrees/shop/offline-0f7c0a',
  ' Quick safety check: Is this a project you created or one you trust? (Like your own code, a well-known open source',
  ' project, or work from your team). If not, take a moment to review what is in this folder first.',
  '',
  ' ❯ 1. Yes, I trust this folder',
  '   2. No, exit',
  '',
  ' Enter to confirm · Esc to cancel',
  '',
]
const PROMPT = ['────────', '❯ ', '────────', '  ⏵⏵ bypass permissions on (shift+tab to cycle)']

describe('isTrustQuestion', () => {
  it('knows the first screen of the CLI', () => {
    expect(isTrustQuestion(QUESTION)).to.equal(true)
  })

  it('does not take for it what an agent prints above its prompt, word for word, nor an answer that is not yes', () => {
    const printed = ['● Bash(cat trust.txt)', ...QUESTION.map((row) => `     ${row}`), ...PROMPT]
    const no = QUESTION.map((row) => row.replace('❯ 1.', '  1.').replace('  2.', '❯ 2.'))
    expect([printed, no, PROMPT, []].map(isTrustQuestion)).to.deep.equal([false, false, false, false])
  })
})
