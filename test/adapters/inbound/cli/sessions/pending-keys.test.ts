import { makePendingKeys } from '../../../../../adapters/inbound/cli/sessions/attach.js'

describe('keys that are typed without a connection', () => {
  const typed = (...texts: ReadonlyArray<string>) => {
    const keys = makePendingKeys()
    for (const text of texts) keys.add(text)
    return keys
  }

  it('are kept in their order and given once', () => {
    const keys = typed('l', 's', '\r', '\u001b[A')
    expect([keys.take(), keys.take()]).to.deep.equal(['ls\r\u001b[A', ''])
  })

  it('are discarded by Ctrl-C and by Esc Esc, with what comes after kept', () => {
    expect(typed('rm', '\u0003', 'ls').take()).to.equal('ls')
    expect(typed('rm\u0003ls').take()).to.equal('ls')
    expect(typed('rm', '\u001b', '\u001b', 'ls').take()).to.equal('ls')
  })

  it('are not discarded by one Esc, nor by a key with Alt that sends a sequence', () => {
    expect(typed('i', '\u001b', ':w').take()).to.equal('i\u001b:w')
    expect(typed('a', '\u001b\u001b[A').take()).to.equal('a\u001b\u001b[A')
  })

  it('are at most 4 KiB; a longer paste is refused as a whole, and said', () => {
    const keys = typed('a'.repeat(4_095), 'ü')
    expect(keys.status()).to.match(/ 4095 bytes .* Full$/)
    keys.add('b')
    expect(keys.status()).to.contain('4096 bytes').and.not.contain('Full')
    expect(keys.take()).to.equal(`${'a'.repeat(4_095)}b`)
    expect(keys.status()).to.equal('Connection lost, trying again.')
  })
})
