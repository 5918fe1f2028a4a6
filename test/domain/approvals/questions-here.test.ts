import { questionsHere } from '../../../domain/approvals/questions-here.js'
import { isGated } from '../../../domain/approvals/ruling.js'

describe('questionsHere', () => {
  const policies = (['off', 'ask', 'strict'] as const).flatMap((mode) =>
    [false, true].map((asksInAutoMode) => ({ mode, asksInAutoMode })),
  )

  it('names all calls exactly where the gate before a tool holds those of the mode', () => {
    for (const policy of policies)
      for (const [questions, permissionMode] of [
        ['classified', 'auto'],
        ['bypassed', 'bypassPermissions'],
      ] as const) {
        const held = isGated({ gate: 'PreToolUse', permissionMode, comesAgain: true }, { ...policy, restraint: null })
        expect(questionsHere(questions, policy), JSON.stringify({ questions, ...policy })).to.equal(
          held ? 'all' : 'none',
        )
      }
  })

  it('names what the CLI asks about in ask, nothing in off, and everything in strict', () => {
    for (const { mode, asksInAutoMode } of policies) {
      const [none, asked] =
        mode === 'strict' ? (['all', 'all'] as const) : (['none', mode === 'ask' ? 'asked' : 'none'] as const)
      expect(questionsHere('asked', { mode, asksInAutoMode })).to.equal(asked)
      expect(questionsHere('answered', { mode, asksInAutoMode })).to.equal(none)
    }
  })
})
