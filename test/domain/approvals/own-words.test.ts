import type { JsonObject } from '../../../domain/approvals/canonical-json.js'
import { answerLimitOf, wordsFault } from '../../../domain/approvals/own-words.js'

const OPTIONS = [{ label: 'Red' }, { label: 'Blue' }]
const CALL = { tool: 'AskUserQuestion' }

describe('own words at a dialog', () => {
  const fault = (answer: string, multiSelect = false): unknown => {
    const input: JsonObject = {
      questions: [{ question: 'Which?', header: 'Colour', multiSelect, options: OPTIONS }],
      answers: { 'Which?': answer },
    }
    const found = wordsFault(CALL, input)
    return found === null ? null : [found.reason, found.limit ?? null]
  }

  it('have a limit in characters by the place', () => {
    expect([answerLimitOf(CALL, 'hook'), answerLimitOf(CALL, 'dialog')]).to.deep.equal([2_000, 300])
    expect(answerLimitOf({ tool: 'Bash' }, 'dialog')).to.equal(0)
  })

  it('are one line within the limit', () => {
    expect(['x'.repeat(300), '😀'.repeat(300), 'Red'].map((answer) => fault(answer))).to.deep.equal([null, null, null])
    expect(fault('x'.repeat(301))).to.deep.equal(['too-long', 300])
    expect(fault('one\ntwo')).to.deep.equal(['several-lines', null])
  })

  it('are refused beside several options', () => {
    expect([fault('Red, Blue', true), fault('Red, green', true)]).to.deep.equal([null, ['options-only', null]])
  })
})
