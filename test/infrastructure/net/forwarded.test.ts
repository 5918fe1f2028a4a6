import fc from 'fast-check'
import { addressRanges, isRange, clientAddress, lastForwarded } from '../../../infrastructure/net/address-ranges.js'

const isTrusted = addressRanges(['10.0.0.0/8', '127.0.0.1', 'fd00::/8', '::1'])

describe('ranges of addresses', () => {
  it('hold single addresses and whole networks of both kinds', () => {
    const held = ['10.1.2.3', '127.0.0.1', 'fd12::1', '::1']
    const others = ['11.0.0.1', '127.0.0.2', 'fe80::1', 'localhost', '', '10.0.0.0/8']
    expect([held.map(isTrusted), others.map(isTrusted)]).to.deep.equal([held.map(() => true), others.map(() => false)])
  })

  it('are refused when they are invalid, or match every address', () => {
    const wrong = ['', 'x', '10.0.0.0/', '10.0.0.0/33', '10.0.0.0/8/8', '::/0', '0.0.0.0/0', '10.0.0.0/-1', '1.2.3']
    expect(wrong.filter(isRange)).to.deep.equal([])
    expect(() => addressRanges(['nowhere'])).to.throw()
  })
})

describe('the address behind proxies', () => {
  it('is the last one that no trusted proxy has, for any prefix by the client', () => {
    const cases: ReadonlyArray<readonly [string, string, string]> = [
      ['203.0.113.1', '198.51.100.1', '203.0.113.1'],
      ['10.0.0.1', '', '10.0.0.1'],
      ['10.0.0.1', '198.51.100.1', '198.51.100.1'],
      ['10.0.0.1', '1.1.1.1, 198.51.100.1', '198.51.100.1'],
      ['10.0.0.1', '1.1.1.1, 198.51.100.1, 10.0.0.2', '198.51.100.1'],
      ['10.0.0.1', '10.0.0.3, 10.0.0.2', '10.0.0.3'],
      ['10.0.0.1', 'unknown', '10.0.0.1'],
      ['10.0.0.1', '198.51.100.1, nobody, 10.0.0.2', '10.0.0.2'],
      ['::1', '[2001:db8::1]:443', '2001:db8::1'],
      ['::1', '198.51.100.1:5050', '198.51.100.1'],
      ['::1', '::ffff:198.51.100.1', '198.51.100.1'],
    ]
    expect(cases.map(([peer, header]) => clientAddress(peer, header, isTrusted))).to.deep.equal(
      cases.map(([, , address]) => address),
    )
  })

  it('cannot be chosen by a client', () => {
    fc.assert(
      fc.property(fc.string(), (forged) => {
        expect(clientAddress('10.0.0.1', `${forged}, 198.51.100.7`, isTrusted)).to.equal('198.51.100.7')
        expect(clientAddress('203.0.113.1', forged, isTrusted)).to.equal('203.0.113.1')
      }),
    )
  })

  it('goes with the host that the proxy next to us gives', () => {
    expect([lastForwarded('a, b'), lastForwarded(['a', 'b, c']), lastForwarded(' '), lastForwarded(undefined)])
      .to.deep //
      .equal(['b', 'c', undefined, undefined])
  })
})
