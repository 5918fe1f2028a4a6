import { readStartQuestion } from '../../../../../adapters/outbound/agents/claude-code/screen.js'
import { screenOf, SCREENS } from '../../../../support/claude-screens.js'

const TRUST = screenOf('2.1.332-trust')
const PROMPT = ['────────', '❯ ', '────────', '  ⏵⏵ bypass permissions on (shift+tab to cycle)']

describe('readStartQuestion', () => {
  it('reads each recorded screen of both generations, and no question on other screens', () => {
    expect(Object.fromEntries(SCREENS.map((name) => [name, readStartQuestion(screenOf(name))]))).to.deep.equal({
      '2.1.197-bypass': { about: 'bypass', keyToYes: 'Down' },
      '2.1.197-permission': null,
      '2.1.197-ready': null,
      '2.1.197-trust': { about: 'trust', keyToYes: null },
      '2.1.197-trust-no': { about: 'trust', keyToYes: 'Up' },
      '2.1.332-bypass': { about: 'bypass', keyToYes: 'Down' },
      '2.1.332-permission': null,
      '2.1.332-ready': null,
      '2.1.332-trust': { about: 'trust', keyToYes: 'Down' },
      '2.1.332-trust-yes': { about: 'trust', keyToYes: null },
    })
  })

  it('reads the framed wording of older versions', () => {
    const framed = [
      '╭──────────────────────────────────────────╮',
      '│ Do you trust the files in this folder?   │',
      '│                                          │',
      '│ ❯ 1. Yes, proceed                        │',
      '│   2. No, exit                            │',
      '╰──────────────────────────────────────────╯',
      '   Enter to confirm · Esc to exit',
    ]
    expect(readStartQuestion(framed.filter((row) => !/[╭╰]/.test(row)))).to.deep.equal({
      about: 'trust',
      keyToYes: null,
    })
  })

  it('ignores the same words above an agent’s prompt', () => {
    const printed = ['● Bash(cat trust.txt)', ...TRUST.map((row) => `     ${row}`), ...PROMPT]
    expect([printed, PROMPT, []].map(readStartQuestion)).to.deep.equal([null, null, null])
  })

  it('returns null for another answer, cursor or question', () => {
    const changed = (from: RegExp | string, to: string) => readStartQuestion(TRUST.map((row) => row.replace(from, to)))
    expect([
      changed('❯', ' '),
      changed('  Yes,', '❯ Yes,'),
      changed('Yes, I trust this folder', 'Maybe later'),
      changed('No, exit', 'Yes, and never ask again'),
      changed('Quick safety check: Is this a project you created or one you trust?', 'Is this a project?'),
      changed('Enter to confirm', 'Type yes to confirm'),
      readStartQuestion(TRUST.flatMap((row) => (row.includes('❯') ? ['   Yes, once', row] : [row]))),
    ]).to.deep.equal(Array(7).fill(null))
  })
})
