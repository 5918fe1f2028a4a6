import { screenOf, SCREENS } from '../../../../support/claude-screens.js'
import { hasDraft, readScreen } from '../../../../../adapters/outbound/agents/claude-code/screen.js'
import { parseStyledRows } from '../../../../../domain/terminal/styled-row.js'

const RULE = '─'.repeat(120)
const footer = (hint: string): string => `  ${hint} · ← for agents                                   ● high · /effort`
const ready = ['● All done.', '', '✻ Cogitated for 4s', '', RULE, '❯ ', RULE, footer('? for shortcuts')]
const busy = ['  Bash(make)', '  ⎿  Running…', '', '✢ Noodling… (1s · ↓ 17 tokens)', '', RULE, '❯ ', RULE]
const dialog = [
  '● Bash(touch one)',
  '  ⎿  Waiting…',
  '',
  RULE,
  ' Bash command',
  '',
  '   touch one',
  '',
  ' Do you want to proceed?',
  ' ❯ 1. Yes',
  '   2. Yes, and always allow access to proj/ from this project',
  '   3. No',
  '',
  ' Esc to cancel · Tab to amend · ctrl+e to explain',
]

describe('readScreen', () => {
  it('reads each recorded screen of both generations', () => {
    expect(Object.fromEntries(SCREENS.map((name) => [name, readScreen(screenOf(name))]))).to.deep.equal({
      '2.1.197-bypass': 'asking',
      '2.1.197-permission': 'asking',
      '2.1.197-ready': 'ready',
      '2.1.197-trust': 'asking',
      '2.1.197-trust-no': 'asking',
      '2.1.332-bypass': 'asking',
      '2.1.332-permission': 'asking',
      '2.1.332-ready': 'ready',
      '2.1.332-trust': 'asking',
      '2.1.332-trust-yes': 'asking',
    })
  })

  it('distinguishes prompt, work and dialog', () => {
    expect([readScreen(ready), readScreen([...busy, footer('esc to interrupt')]), readScreen(dialog)]).to.deep.equal([
      'ready',
      'busy',
      'asking',
    ])
  })

  it('is not affected by typed text or by text further up', () => {
    const typed = [...dialog, RULE, '❯ esc to interrupt', '  1. Yes', RULE, footer('? for shortcuts')]
    expect(readScreen(typed)).to.equal('ready')
  })

  it('finds the spinner when a custom status line replaces the hints', () => {
    const own = [RULE, '❯ Press up to edit queued messages', RULE, '  MODEL · 3 % context', '  ← for agents']
    const spinners = ['· Flowing… (2s · ↓ 17 tokens)', '✢ Noodling…', '* Compacting conversation… (1m 10s · esc)']
    expect(spinners.map((line) => readScreen(['  ⎿  Running…', line, '  ❯ queued words', '', ...own]))).to.deep.equal(
      Array(3).fill('busy'),
    )
    const over = ['● All done…', '  * one thing…', '✻ Churned for 5s', '', ...own]
    expect(readScreen(over)).to.equal('ready')
  })

  it('reads the wording of older versions', () => {
    const older = ['✽ Pondering… (5s · esc to interrupt)', '', RULE, '> ', RULE, '  ? for shortcuts']
    expect(readScreen(older)).to.equal('busy')
  })

  it('returns null for other programs, incomplete and empty screens', () => {
    expect([
      readScreen(['$ ls', 'a  b', '$ ']),
      readScreen([RULE]),
      readScreen([]),
      readScreen([RULE, 'x', RULE]),
    ]).to.deep.equal([null, null, null, null])
  })
})

describe('hasDraft', () => {
  const screen = (...prompt: ReadonlyArray<string>) =>
    hasDraft(parseStyledRows(['● Done', RULE, ...prompt, RULE, '  \u001b[2m? for shortcuts\u001b[0m']))

  it('is true for text behind the sign of the prompt and in its later lines, and false for a dim placeholder', () => {
    expect(screen('❯ half a thought\u001b[7m \u001b[0m')).to.equal(true)
    expect(screen('❯ ', '  and more')).to.equal(true)
    expect(screen('❯ \u001b[7m \u001b[0m')).to.equal(false)
    expect(screen('❯ \u001b[7mT\u001b[27m\u001b[2mry "fix lint errors"\u001b[0m')).to.equal(false)
    expect(hasDraft(parseStyledRows(['me@machine:~$ ls']))).to.equal(false)
    expect(hasDraft([])).to.equal(false)
  })
})
