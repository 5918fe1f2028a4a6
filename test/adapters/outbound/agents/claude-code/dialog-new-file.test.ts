import { readDialog } from '../../../../../adapters/outbound/agents/claude-code/dialog.js'
import { isDialogOf } from '../../../../../domain/approvals/agent-dialog.js'
import type { JsonObject } from '../../../../../domain/approvals/canonical-json.js'
import { recordedScreens } from '../../../../support/recorded-screens.js'
import { aToolCall } from '../../../../support/rulings.js'

const CWD = '/home/dev/work/shop'
const LINE = 'Prüfe die Größe der Straßenkarte und übermittle sie an die Zuständigen im Rathaus'
const FILE: JsonObject = { file_path: `${CWD}/made.txt`, content: `${LINE}\n`.repeat(8) }

for (const file of ['claude-code-measured', 'claude-code-newest'])
  describe(`the dialog of Claude Code that asks to create a file: ${file}`, () => {
    const screens = recordedScreens(file)
    const shows = (input: JsonObject, cwd = CWD) =>
      screens.filter(({ rows }) => {
        const dialog = readDialog(rows)
        return dialog !== null && isDialogOf(dialog, aToolCall({ tool: 'Write', input, cwd }))
      })

    it('shows exactly its call', () => {
      const own = shows(FILE)
      expect([...new Set(own.map(({ state }) => state))]).to.deep.equal(['permission'])
      expect([...new Set(own.map(({ columns }) => columns))]).to.include.members([100, 120, 160, 200])
      const others: ReadonlyArray<JsonObject> = [
        { ...FILE, file_path: `${CWD}/made.tx` },
        { ...FILE, file_path: `/made.txt` },
        { ...FILE, content: `${LINE}\n`.repeat(7) },
        { ...FILE, content: `${LINE}.\n`.repeat(8) },
        { ...FILE, mode: 1 },
      ]
      expect(others.flatMap((other) => shows(other))).to.deep.equal([])
      expect(shows(FILE, '/home/dev')).to.deep.equal([])
    })

    it('has the keys of the plain answers', () => {
      const keys = shows(FILE).map(({ rows }) => [readDialog(rows)?.allowKey, readDialog(rows)?.denyKey])
      expect(new Set(keys.map(String))).to.deep.equal(new Set(['1,3']))
    })
  })
