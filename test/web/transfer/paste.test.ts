import fc from 'fast-check'
import { isRisky, readPaste } from '../../../adapters/inbound/web/src/transfer/paste.js'

describe('paste', () => {
  it('normalizes line ends and keeps tabs', () => {
    expect(readPaste('a\tb\r\nc\rd')).to.deep.equal({ text: 'a\tb\nc\nd', lines: 3 })
  })

  it('removes control characters that could end the bracketed paste or act as keys', () => {
    expect(readPaste('x\u001b[201~; rm -rf ~\u0003').text).to.equal('x[201~; rm -rf ~')
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (raw) => {
        expect(readPaste(raw).text).not.to.match(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/)
      }),
    )
  })

  it('needs a confirmation when it could run a command', () => {
    const asks = (raw: string): boolean => isRisky(readPaste(raw))
    expect(asks('ls -la')).to.equal(false)
    expect(asks('ls -la\n')).to.equal(true)
    expect(asks('one\ntwo')).to.equal(true)
    expect(asks('x'.repeat(5_001))).to.equal(true)
  })
})
