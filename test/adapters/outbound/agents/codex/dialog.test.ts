import { readDialog } from '../../../../../adapters/outbound/agents/codex/dialog.js'
import { isDialogOf } from '../../../../../domain/approvals/agent-dialog.js'
import type { JsonObject } from '../../../../../domain/approvals/canonical-json.js'
import { recordedScreen, recordedScreens } from '../../../../support/recorded-screens.js'
import { aToolCall } from '../../../../support/rulings.js'

const SCREENS = recordedScreens('codex-measured')
const ONE = recordedScreen('codex-measured', 'permission', 80)
const NARROW = recordedScreen('codex-measured', 'permission', 44)
const input: JsonObject = { command: "touch made-here; echo 'one short line'", description: 'asked for' }
const shows = (rows: ReadonlyArray<string>, asked: JsonObject = input): boolean => {
  const dialog = readDialog(rows)
  return dialog !== null && isDialogOf(dialog, aToolCall({ input: asked }))
}
const changed = (from: string, to: string) => ONE.map((row) => row.replace(from, to))

describe('the dialog of Codex that asks to run a command', () => {
  it('is read at every width, with the keys of the plain answers', () => {
    for (const rows of [ONE, NARROW]) {
      const dialog = readDialog(rows)
      expect([dialog?.allowKey, dialog?.denyKey]).to.deep.equal(['1', '3'])
      expect(shows(rows)).to.equal(true)
    }
    const found = SCREENS.filter(({ rows }) => shows(rows))
    expect([...new Set(found.map(({ columns }) => columns))].sort((one, other) => one - other)).to.deep.equal([
      44, 56, 64, 80, 100, 120, 160, 200,
    ])
  })

  it('is no other screen', () => {
    const states = SCREENS.filter(({ rows }) => readDialog(rows) !== null).map(({ state }) => state)
    expect([...new Set(states)]).to.deep.equal(['permission'])
  })

  it('shows exactly its call', () => {
    const others: ReadonlyArray<JsonObject> = [
      { ...input, command: "touch made-here; echo 'one short lin'" },
      { ...input, command: "touch made-here; echo 'one  short line'" },
      { ...input, command: "$ touch made-here; echo 'one short line'" },
      { ...input, description: 'asked' },
      { ...input, description: 'asked for more' },
      { command: input['command'] ?? '' },
      { ...input, workdir: '/' },
    ]
    expect(others.map((other) => shows(ONE, other))).to.not.include(true)
    expect(shows(changed('Reason: asked for', ''), { command: input['command'] ?? '' })).to.equal(true)
  })

  it('shows a command of several lines, and not one of which rows are left out', () => {
    const at = ONE.findIndex((row) => row.includes('$ touch'))
    const lines = [...ONE.slice(0, at), '  $ touch one', '', "  echo 'two'", '    echo three', ...ONE.slice(at + 1)]
    const call = { command: "touch one\n\necho 'two'\n  echo three", description: 'asked for' }
    expect(shows(lines, call)).to.equal(true)
    const cut = lines.map((row) => row.replace('echo three', '[… 36 lines] ^a view all'))
    expect(readDialog(cut)).to.equal(null)
    const second = lines.map((row) => row.replace('echo three', '$ echo three'))
    expect(readDialog(second)).to.equal(null)
  })

  it('has one plain yes and one plain no, and nothing else that matters', () => {
    for (const [from, to] of [
      ['1. Yes, proceed (y)', '1. Yes, always (y)'],
      ['3. No, and', '3. Yes, and'],
      ['3. No, and', '4. No, and'],
      ['Environment: local', 'Environment: remote'],
      ['Reason: asked', 'Permission: asked'],
      ['the following command?', 'this command?'],
      ['Press enter to confirm', 'Press enter to submit'],
    ] as const)
      expect(readDialog(changed(from, to)), from).to.equal(null)
  })

  it('is at the bottom of the screen, below one that was printed', () => {
    expect(readDialog([...ONE, '$ cat dialog.txt'])).to.equal(null)
    expect(readDialog([...ONE, '', '› Ask Codex to do anything', '', '  gpt-5'])).to.equal(null)
    const printed = ONE.map((row) => row.replace('one short line', 'another line'))
    expect([shows([...printed, ...ONE]), shows([...ONE, ...printed])]).to.deep.equal([true, false])
  })

  it('is the same wherever its cursor is', () => {
    const moved = changed('› 1.', '  1.').map((row) => row.replace('  3. No', '› 3. No'))
    expect(readDialog(moved)).to.deep.equal(readDialog(ONE))
  })
})
