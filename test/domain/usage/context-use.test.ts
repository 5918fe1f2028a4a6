import { contextUse } from '../../../domain/usage/context-estimate.js'
import { readStatusLine } from '../../../adapters/outbound/agents/claude-code/status-line.js'

const ESTIMATE = { tokens: 20_000, limit: 200_000, pct: 10, model: 'claude-opus-5' }
const line = (context: object) => readStatusLine({ context_window: context, model: { display_name: 'Opus 5' } })

describe('the use of a context', () => {
  it('comes from the status line, with tokens when the size is known', () => {
    expect([
      contextUse(line({ used_percentage: 25, context_window_size: 1_000 }), ESTIMATE),
      contextUse(line({ used_percentage: 25 }), ESTIMATE),
    ]).to.deep.equal([
      { pct: 25, tokens: 250, limit: 1_000, model: 'Opus 5' },
      { pct: 25, tokens: null, limit: null, model: 'Opus 5' },
    ])
  })

  it('is the estimate when the status line has no percentage, with the display name of the model', () => {
    expect([contextUse(line({}), ESTIMATE), contextUse(null, ESTIMATE), contextUse(line({}), null)]).to.deep.equal([
      { ...ESTIMATE, model: 'Opus 5' },
      ESTIMATE,
      null,
    ])
  })
})
