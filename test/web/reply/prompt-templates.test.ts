import { filled, titleOf } from '../../../adapters/inbound/web/src/reply/prompt-templates.js'
import { aSession } from '../sessions.js'

describe('prompt templates', () => {
  it('fill in the values of a session, and leave placeholders that have none', () => {
    const text = '{{name}} {{ folder }} {{branch}} {{unknown}} {{constructor}} {name}'
    expect(filled(text, aSession())).to.equal('shop /home/dev/shop {{branch}} {{unknown}} {{constructor}} {name}')
    expect(filled('{{name}}', aSession({ name: 'cc-$&' }))).to.equal('$&')
  })

  it('have the first line of a text as their title', () => {
    expect([titleOf(' first \nsecond'), titleOf(''), titleOf('x'.repeat(200)).length]).to.deep.equal(['first', '', 60])
  })
})
