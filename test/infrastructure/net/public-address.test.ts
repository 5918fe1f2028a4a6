import fc from 'fast-check'
import { isPublicAddress } from '../../../infrastructure/net/public-address.js'

describe('a public address', () => {
  it('is one that is reachable from the internet', () => {
    const addresses = ['1.1.1.1', '8.8.8.8', '172.15.255.255', '172.32.0.0', '2606:4700:4700::1111', '2a00:1450::1']
    expect(addresses.filter((address) => !isPublicAddress(address))).to.deep.equal([])
  })

  it('is not one of this machine, a private network, a cloud, multicast, or an IPv4 address in disguise', () => {
    const addresses = [
      ...['0.0.0.0', '127.0.0.1', '127.255.255.255', '10.1.2.3', '172.16.0.1', '172.31.255.255', '192.168.0.1'],
      ...['169.254.169.254', '100.64.0.1', '224.0.0.1', '255.255.255.255', '198.18.0.1'],
      ...[
        '::',
        '::1',
        '::ffff:127.0.0.1',
        '::ffff:8.8.8.8',
        '64:ff9b::7f00:1',
        'fe80::1',
        'fc00::1',
        'ff02::1',
        '2002::1',
        '5f00::1',
        '5f00:ffff::1',
        '100::1',
        '100:0:0:1::1',
      ],
    ]
    expect(addresses.filter(isPublicAddress)).to.deep.equal([])
  })

  it('is no name and no other text', () => {
    fc.assert(fc.property(fc.domain(), (name) => !isPublicAddress(name)))
    expect(['', 'localhost', '1.1.1', '0x7f.1', '2130706433', '1.1.1.1 '].filter(isPublicAddress)).to.deep.equal([])
  })
})
