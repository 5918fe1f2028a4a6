import { expect } from 'chai'
import {
  deleteTemplate,
  filled,
  saveTemplate,
  templates,
  titleOf,
} from '../../../adapters/inbound/web/src/reply/prompt-templates.js'
import { promptTemplates } from '../../../adapters/inbound/web/src/platform/preferences.js'
import { aSession } from '../sessions.js'

describe('prompt templates', () => {
  afterEach(() => (promptTemplates.value = '[]'))

  it('fill in the values of a session, and leave placeholders that have none', () => {
    const text = '{{name}} {{ folder }} {{branch}} {{unknown}} {{constructor}} {name}'
    expect(filled(text, aSession())).to.equal('shop /home/dev/shop {{branch}} {{unknown}} {{constructor}} {name}')
    expect(filled('{{name}}', aSession({ name: 'cc-$&' }))).to.equal('$&')
  })

  it('are saved by title, replaced and deleted', () => {
    saveTemplate('Tests', 'Run the tests')
    saveTemplate('Docs', 'Write docs')
    saveTemplate('Tests', 'Run all tests')
    expect(templates.value).to.deep.equal([
      ['Docs', 'Write docs'],
      ['Tests', 'Run all tests'],
    ])
    deleteTemplate('Docs')
    expect(templates.value).to.deep.equal([['Tests', 'Run all tests']])
    expect([titleOf(' first\nsecond'), titleOf(''), titleOf('x'.repeat(200)).length]).to.deep.equal(['first', '', 60])
  })

  it('are none when the stored ones cannot be read', () => {
    for (const stored of ['', '{', '7', '[["a"]]', '[[1,2]]', 'null']) {
      promptTemplates.value = stored
      expect(templates.value, stored).to.deep.equal([])
    }
  })
})
