import { readDialog } from '../../../../../adapters/outbound/agents/claude-code/dialog.js'
import { isAtPage, isDialogOf, stepsOf } from '../../../../../domain/approvals/agent-dialog.js'
import type { JsonObject } from '../../../../../domain/approvals/canonical-json.js'
import { dialogScreen } from '../../../../support/claude-screens.js'
import { recordedScreens } from '../../../../support/recorded-screens.js'
import { aToolCall } from '../../../../support/rulings.js'

const PLAN =
  '# Plan\n\nAdd a **bold** word to `README.md`.\n\n1. one short thing\n2. Test it\n\n- [ ] a task\n\n```ts\nconst a = 1\n```\n'
const aPlan = (input: JsonObject) => aToolCall({ tool: 'ExitPlanMode', input })
const shows = (rows: ReadonlyArray<string>, input: JsonObject): boolean => {
  const dialog = readDialog(rows)
  return dialog !== null && isDialogOf(dialog, aPlan(input))
}
const changed = (rows: ReadonlyArray<string>, from: string, to: string) => rows.map((row) => row.replace(from, to))

for (const version of ['2.1.197', '2.1.332'])
  describe(`the dialog of Claude Code ${version} with a plan`, () => {
    const rows = dialogScreen(`${version}-plan`)
    const dialog = readDialog(rows)
    const steps = (reason: string | null) =>
      dialog === null ? null : stepsOf(dialog, aPlan({ plan: PLAN }), { allow: false, reason })

    it('shows exactly its call', () => {
      expect(shows(rows, { plan: PLAN, planFilePath: '/home/dev/.claude/plans/a-plan.md' })).to.equal(true)
      const others: ReadonlyArray<JsonObject> = [
        { plan: PLAN.replace('one', 'two') },
        { plan: `${PLAN}\nand more` },
        { plan: PLAN.replace('= 1', '; 1') },
        { plan: PLAN, allowedPrompts: [] },
        { plan: '' },
        {},
      ]
      expect(others.map((other) => shows(rows, other))).to.not.include(true)
    })

    it('is accepted by the plain yes, and refused by the field, with what to change or empty', () => {
      expect(dialog?.allowKey).to.equal('2')
      expect([null, 'smaller steps', 'a\nb'].map((reason) => steps(reason))).to.deep.equal([
        [
          { page: null, key: '3' },
          { page: null, field: 'Tell Claude what to change', key: 'Enter' },
        ],
        [
          { page: null, key: '3' },
          { page: null, field: 'Tell Claude what to change', words: 'smaller steps' },
          { page: null, field: 'smaller steps', key: 'Enter' },
        ],
        null,
      ])
      const typed = readDialog(dialogScreen(`${version}-plan-words`))
      const places = steps('smaller steps')?.map((step) => typed !== null && isAtPage(typed, dialog?.rows ?? [], step))
      expect(places).to.deep.equal([false, false, true])
      const another = { page: null, field: 'smaller steps', key: 'Enter' } as const
      expect(typed !== null && isAtPage(typed, ['another plan'], another)).to.equal(false)
    })

    it('takes no digits while the cursor is in its field', () => {
      expect(shows(dialogScreen(`${version}-plan-words`), { plan: PLAN })).to.equal(false)
    })

    it('is no other dialog', () => {
      for (const [from, to] of [
        ['2. Yes, manually approve edits', '2. Yes, and bypass permissions'],
        ['Ready to code?', 'Ready?'],
        ['Would you like to proceed?', 'Shall it?'],
        ['shift+tab to approve with this feedback', ''],
      ] as const)
        expect(readDialog(changed(rows, from, to)), from).to.equal(null)
      expect(readDialog([...rows, '$ cat dialog.txt'])).to.equal(null)
    })
  })

it('no plan is read where Claude Code shows none', () => {
  for (const file of ['claude-code-measured', 'claude-code-newest'])
    expect(recordedScreens(file).filter(({ rows }) => readDialog(rows)?.tool === 'ExitPlanMode')).to.deep.equal([])
})
