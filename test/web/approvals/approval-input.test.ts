import fc from 'fast-check'
import {
  fieldLabel,
  glanceOf,
  inputParts,
  readEdit,
} from '../../../adapters/inbound/web/src/approvals/approval-input.js'

describe('approval input', () => {
  it('lists all fields, the command first and other values as JSON', () => {
    expect(inputParts({ description: 'Deploy', timeout: 5, command: 'npm test' })).to.deep.equal([
      { key: 'command', text: 'npm test' },
      { key: 'description', text: 'Deploy' },
      { key: 'timeout', text: '5' },
    ])
  })

  it('keeps every key and every character', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.string()), (input) => {
        const parts = inputParts(input)
        expect(Object.fromEntries(parts.map(({ key, text }) => [key, text]))).to.deep.equal({ ...input })
      }),
    )
  })

  it('fits a tile only when the complete input is shown', () => {
    expect(glanceOf({ kind: 'permission', input: { command: 'npm test', description: 'Runs the tests' } })).to.equal(
      'npm test',
    )
    const opened = [
      { command: 'x'.repeat(121) },
      { command: 'a\nb' },
      { file_path: '/a', content: 'b' },
      { command: 'ls', timeout: 9 },
      {},
    ]
    expect(opened.map((input) => glanceOf({ kind: 'permission', input }))).to.deep.equal([null, null, null, null, null])
  })

  it('accepts an edit only if it is a JSON object', () => {
    expect(readEdit('{"command":"ls"}')).to.deep.equal({ ok: true, input: { command: 'ls' } })
    for (const text of ['', '{', '[]', 'null', '7', '"text"']) expect(readEdit(text)).to.deep.equal({ ok: false })
  })

  it('names fields by words', () => {
    const names = ['file_path', 'replaceAll', 'url', 'old-text', '_'].map(fieldLabel)
    expect(names).to.deep.equal(['File path', 'Replace all', 'Url', 'Old text', '_'])
  })
})
