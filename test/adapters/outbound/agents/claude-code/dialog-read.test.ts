import { readDialog } from '../../../../../adapters/outbound/agents/claude-code/dialog.js'
import { isDialogOf } from '../../../../../domain/approvals/agent-dialog.js'
import type { JsonObject } from '../../../../../domain/approvals/canonical-json.js'
import { dialogScreen } from '../../../../support/claude-screens.js'
import { aToolCall } from '../../../../support/rulings.js'

const FILE: JsonObject = { file_path: '/home/dev/home/other/secret.txt' }
const PAGE: JsonObject = { url: 'https://example.com/a?b=c', prompt: 'what is it' }

for (const version of ['2.1.197', '2.1.332']) {
  const shows = (rows: ReadonlyArray<string>, tool: string, input: JsonObject): boolean => {
    const dialog = readDialog(rows)
    return dialog !== null && isDialogOf(dialog, aToolCall({ tool, input }))
  }
  const changed = (rows: ReadonlyArray<string>, from: string, to: string) => rows.map((row) => row.replace(from, to))

  describe(`the dialog of Claude Code ${version} that asks to read a file`, () => {
    const rows = dialogScreen(`${version}-read`)

    it('shows exactly its call, with the keys of the plain answers', () => {
      const dialog = readDialog(rows)
      expect([dialog?.allowKey, dialog?.denyKey, shows(rows, 'Read', FILE)]).to.deep.equal(['1', '3', true])
      const others = [
        { file_path: '/home/dev/home/other/secret.tx' },
        { file_path: 'secret.txt' },
        { ...FILE, offset: 1, limit: 5 },
        { path: '/home/dev/home/other/secret.txt' },
      ]
      expect(others.map((other) => shows(rows, 'Read', other))).to.not.include(true)
      expect(shows(rows, 'Bash', { command: 'Read(/home/dev/home/other/secret.txt)' })).to.equal(false)
    })

    it('is not one that reads a part or has other choices', () => {
      const part = changed(rows, 'secret.txt)', 'secret.txt · lines 1-5)')
      expect(shows(part, 'Read', FILE)).to.equal(false)
      expect(readDialog(changed(rows, '1. Yes', '1. Yes, and keep allowing any reads'))).to.equal(null)
      expect(readDialog(changed(rows, '3. No', '3. No, and block reads'))).to.equal(null)
    })
  })

  describe(`the dialog of Claude Code ${version} that asks to fetch a page`, () => {
    const rows = dialogScreen(`${version}-webfetch`)

    it('shows exactly its call, with the keys of the plain answers', () => {
      const dialog = readDialog(rows)
      expect([dialog?.allowKey, dialog?.denyKey, shows(rows, 'WebFetch', PAGE)]).to.deep.equal(['1', '3', true])
      const others = [
        { ...PAGE, url: 'https://example.com/a?b=' },
        { ...PAGE, url: 'https://example.com/a?b=c&d=e' },
        { ...PAGE, prompt: 'what is' },
        { ...PAGE, prompt: 'what is it now' },
        { ...PAGE, headers: {} },
        { url: 'https://example.com/a?b=c' },
      ]
      expect(others.map((other) => shows(rows, 'WebFetch', other))).to.not.include(true)
    })

    it('is at the bottom of the screen, with its own choices', () => {
      for (const [from, to] of [
        ['1. Yes', '1. Yes, always'],
        ['3. No, and tell', '3. No, never tell'],
        ['2. Yes, and', '4. Yes, and'],
        ['Do you want to allow Claude to fetch this content?', 'Do you want to allow this?'],
        [' Fetch', ' Search'],
      ] as const)
        expect(readDialog(changed(rows, from, to)), from).to.equal(null)
      expect(readDialog([...rows, '$ cat dialog.txt'])).to.equal(null)
    })
  })
}
