import { readDialog } from '../../../../../adapters/outbound/agents/claude-code/dialog.js'
import { isDialogOf } from '../../../../../domain/approvals/agent-dialog.js'
import type { JsonObject } from '../../../../../domain/approvals/canonical-json.js'
import { screenOf, SCREENS } from '../../../../support/claude-screens.js'
import { recordedScreens } from '../../../../support/recorded-screens.js'
import { aToolCall } from '../../../../support/rulings.js'

const OLDER = screenOf('2.1.197-permission')
const NEWER = screenOf('2.1.332-permission')
const input: JsonObject = { command: 'touch x.txt', description: 'asked by the prompt' }
const shows = (rows: ReadonlyArray<string>, asked: JsonObject, tool = 'Bash'): boolean => {
  const dialog = readDialog(rows)
  return dialog !== null && isDialogOf(dialog, aToolCall({ tool, input: asked }))
}
const changed = (rows: ReadonlyArray<string>, from: string, to: string) => rows.map((row) => row.replace(from, to))

describe('the dialog of Claude Code that asks to run a command', () => {
  it('is read from the screens of both versions, with the keys of the plain answers', () => {
    const keys = [OLDER, NEWER].map(readDialog).map((dialog) => [dialog?.allowKey, dialog?.denyKey])
    expect(keys).to.deep.equal([
      ['1', '3'],
      ['1', '4'],
    ])
    expect([shows(OLDER, input), shows(NEWER, input)]).to.deep.equal([true, true])
  })

  it('is no other screen: trust, bypassed permissions, the prompt', () => {
    const found = SCREENS.filter((name) => readDialog(screenOf(name)) !== null)
    expect(found).to.deep.equal(['2.1.197-permission', '2.1.332-permission'])
  })

  for (const file of ['claude-code-measured', 'claude-code-newest'])
    it(`is found on recorded screens of a permission alone, at every width: ${file}`, () => {
      const read = recordedScreens(file).filter(({ rows }) => readDialog(rows)?.tool === 'Bash')
      const states = [...new Set(read.map(({ state }) => state))]
      expect(states.filter((state) => state !== 'permission' && state !== 'unsure')).to.deep.equal([])
      expect([...new Set(read.map(({ columns }) => columns))]).to.include.members([44, 80, 200])
      for (const { rows } of read) expect(shows(rows, input)).to.equal(false)
    })

  it('shows exactly its call', () => {
    const others: ReadonlyArray<JsonObject> = [
      { ...input, command: 'touch x.tx' },
      { ...input, command: 'touch x.txt; rm y' },
      { ...input, command: 'touchx.txt' },
      { ...input, command: 'touch  x.txt' },
      { ...input, dangerouslyDisableSandbox: true },
      { file_path: 'touch x.txt' },
    ]
    for (const rows of [OLDER, NEWER]) expect(others.map((other) => shows(rows, other))).to.not.include(true)
    expect(shows(OLDER, { ...input, description: 'another' })).to.equal(false)
    expect([shows(OLDER, input, 'Write'), shows(NEWER, input, 'Write')]).to.deep.equal([false, false])
  })

  it('shows a long command over several rows', () => {
    const at = NEWER.findIndex((row) => row.trim() === 'touch x.txt' && NEWER.indexOf(row) > 20)
    const wrapped = [...NEWER.slice(0, at), ' touch a', '   b/', ' c', ...NEWER.slice(at + 1)]
    expect(['touch a b/c', 'touch a b/ c', 'touch a b /c'].map((command) => shows(wrapped, { command }))).to.deep.equal(
      [true, true, false],
    )
  })

  it('has one plain yes and one plain no, in a row of numbers', () => {
    for (const [from, to] of [
      ['1. Yes', '1. Yes, always'],
      ['2. Yes, and always allow access to work/ from this project', '2. Yes'],
      ['3. No', '3. No, and tell it why'],
      ['3. No', '4. No'],
      ['Bash command', 'Bash command (unsandboxed)'],
      ['Do you want to proceed?', 'Do you trust this?'],
      ['Tab to amend', 'Tab to accept'],
    ] as const)
      expect(readDialog(changed(OLDER, from, to)), from).to.equal(null)
  })

  it('is at the bottom of the screen', () => {
    expect(readDialog([...OLDER, '$ cat dialog.txt'])).to.equal(null)
    expect(readDialog([...OLDER, '─'.repeat(60), '❯ ', '─'.repeat(60)])).to.equal(null)
  })

  it('is the same one wherever its cursor is', () => {
    const moved = changed(changed(OLDER, '❯ 1. Yes', '  1. Yes'), '  3. No', '❯ 3. No')
    expect(readDialog(moved)?.drawn).to.equal(readDialog(OLDER)?.drawn)
  })
})
