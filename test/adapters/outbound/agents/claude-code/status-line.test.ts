import fc from 'fast-check'
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { readStatusLine } from '../../../../../adapters/outbound/agents/claude-code/status-line.js'
import { CLAUDE_CODE } from '../../../../support/agents.js'

const sent = (name: string): Record<string, unknown> =>
  JSON.parse(readFileSync(resolve('test/fixtures/claude-code', name), 'utf8')) as Record<string, unknown>

describe('readStatusLine', () => {
  it('reads the recorded input of a status line command', () => {
    expect(
      readStatusLine({ ...sent('statusline-2.json'), rate_limits: { five_hour: { used_percentage: 12.5 } } }),
    ).to.deep.equal({
      agent: CLAUDE_CODE,
      pct5h: 12.5,
      resets5h: null,
      pct7d: null,
      resets7d: null,
      costUsd: 0.024970000000000003,
      durationMs: 36975,
      apiDurationMs: 512,
      linesAdded: 0,
      linesRemoved: 0,
      model: 'Opus 4.8 (1M context)',
      contextPct: 0,
      contextSize: 1000000,
    })
  })

  it('accepts finite numbers and texts only', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom('rate_limits', 'cost', 'context_window', 'model'), fc.anything()),
        (any) => {
          const { agent, model, ...numbers } = readStatusLine(any)
          expect(agent).to.equal(CLAUDE_CODE)
          expect(model === null || typeof model === 'string').to.equal(true)
          for (const value of Object.values(numbers)) expect(value === null || Number.isFinite(value)).to.equal(true)
        },
      ),
    )
  })
})
