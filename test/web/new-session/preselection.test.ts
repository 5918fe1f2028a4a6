import {
  chosenFor,
  chosenIn,
  preselected,
  preselectedOf,
  withChosen,
} from '../../../adapters/inbound/web/src/new-session/draft.js'
import { AGENTS } from '../../../adapters/outbound/agents/agents.js'
import { offeredPrograms } from '../../../domain/agents/agent-program.js'

describe('preselection of a new session', () => {
  const offered = offeredPrograms(AGENTS)

  it('is the variant that asks, although the hub marks another one', () => {
    expect(preselected(offered, null)).to.equal('claude')
    expect(offered[0]?.variants.find(({ isDefault }) => isDefault)?.tier).to.equal('auto')
    expect(offered.map((cli) => preselectedOf(cli, null))).to.deep.equal(
      offered.map(({ variants }) => variants.find(({ tier }) => tier === 'safe')?.command),
    )
  })

  it('is what a person chose for this folder, of whichever program, and for no other folder', () => {
    const all = withChosen([], '~/shop', 'codex --dangerously-bypass-approvals-and-sandbox')
    expect(preselected(offered, chosenFor(all, '~/shop'))).to.equal('codex --dangerously-bypass-approvals-and-sandbox')
    expect(preselected(offered, chosenFor(all, '~/other'))).to.equal('claude')
    expect(preselected(offered.slice(0, 1), chosenFor(all, '~/shop')), 'the chosen CLI is gone').to.equal('claude')
    const back = withChosen(all, '~/shop', 'claude')
    expect(chosenFor(back, '~/shop')).to.equal('claude')
    expect(back).to.have.length(1)
  })

  it('is nothing without an installed CLI', () => {
    expect(preselected([], 'claude')).to.equal(null)
  })

  it('keeps the last hundred folders, and ignores stored text of another shape', () => {
    let all = chosenIn(null)
    for (let at = 0; at < 120; at += 1) all = withChosen(all, `~/${String(at)}`, 'claude')
    expect([all.length, chosenFor(all, '~/19'), chosenFor(all, '~/20')]).to.deep.equal([100, null, 'claude'])
    for (const wrong of [{}, 'x', [1], [['a']], [['a', 2]], [null]]) expect(chosenIn(wrong)).to.deep.equal([])
    expect(chosenIn(JSON.parse(JSON.stringify(all)))).to.deep.equal(all)
  })
})
