import { readPlanDialog } from '../../../../../adapters/outbound/agents/codex/plan-dialog.js'
import { recordedScreen, recordedScreens } from '../../../../support/recorded-screens.js'

const SCREENS = recordedScreens('codex-measured')
const ONE = recordedScreen('codex-measured', 'plan', 80)
const changed = (from: string, to: string) => ONE.map((row) => row.replace(from, to))

describe('the question of Codex after a plan', () => {
  it('is read at every width with the whole plan and the keys of its answers, and is no other screen', () => {
    const found = SCREENS.filter(({ rows }) => readPlanDialog(rows) !== null)
    expect([...new Set(found.map(({ state }) => state))]).to.deep.equal(['plan'])
    expect(found.length).to.equal(SCREENS.filter(({ state }) => state === 'plan').length)
    for (const { rows } of found)
      expect(readPlanDialog(rows)?.keys).to.deep.equal({ 'implement-plan': '1', 'keep-planning': '3' })
    expect(readPlanDialog(ONE)?.text).to.match(/^• Proposed Plan\n\n\n {2}one short line\n/)
  })

  it('has no text where the beginning of the plan is not on the screen', () => {
    const rest = ONE.slice(ONE.findIndex((row) => row.startsWith('• Proposed Plan')) + 1)
    expect(readPlanDialog(rest)).to.deep.include({ text: null })
    expect(readPlanDialog(changed('• Proposed Plan', '  • Proposed Plan'))).to.deep.include({ text: null })
  })

  it('has its own answers, at the bottom of the screen', () => {
    for (const [from, to] of [
      ['Yes, implement this plan', 'Yes, implement this plan without asking'],
      ['3. No', '4. No'],
      ['No, stay in Plan mode', 'No'],
      ['Implement this plan?', 'Implement that plan?'],
      ['enter select', 'enter submit'],
    ] as const)
      expect(readPlanDialog(changed(from, to)), from).to.equal(null)
    expect(readPlanDialog([...ONE, '', '› Ask Codex to do anything', '', '  gpt-5'])).to.equal(null)
  })

  it('is the same wherever its cursor is', () => {
    const moved = changed('› 1.', '  1.').map((row) => row.replace('  3. No', '› 3. No'))
    expect(readPlanDialog(moved)).to.deep.equal(readPlanDialog(ONE))
  })
})
