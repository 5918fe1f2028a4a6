import { de } from '../../../../adapters/inbound/web/src/app/texts/de.js'
import { AGENTS } from '../../../../adapters/outbound/agents/agents.js'

/** The same word in German, or the name of a program. */
const SAME = ['Standard', 'Auto', 'opencode']

describe('names of permission modes', () => {
  it('are German for every label of a CLI that the hub describes', () => {
    const labels = AGENTS.flatMap(({ variants }) => variants.map(({ label }) => label))
    expect(labels).to.not.deep.equal([])
    const english = labels.filter((label) => de.permissionName(label) === label)
    expect(english.filter((label) => !SAME.includes(label))).to.deep.equal([])
  })

  it('are the label of the hub where it has no translation', () => {
    expect(de.permissionName('My own mode')).to.equal('My own mode')
  })
})
