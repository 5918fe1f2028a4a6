import { expect } from 'chai'
import fc from 'fast-check'
import { hostRules, isLoopbackAddress, isOwnHost, isOwnOrigin, plainAddress } from '../../../domain/access/hosts.js'

const rules = hostRules('127.0.0.1', ['Hub.example.org', 'desk.lan:8443', 'localhost:5173'])
const open = hostRules('0.0.0.0', [])

const ownHost = (host: string | undefined, local?: string): boolean => isOwnHost(rules, host, local)

describe('the hosts of the hub', () => {
  it('are the loopback names, with and without a port', () => {
    for (const host of [
      'localhost',
      'LOCALHOST:65535',
      '127.0.0.1:3333',
      '127.255.9.1',
      '[::1]:3333',
      '[::1]',
      'a.localhost',
    ])
      expect(ownHost(host), host).to.equal(true)
  })

  it('are the public ones, by name or by name and port', () => {
    for (const host of ['hub.example.org', 'HUB.example.org:443', 'desk.lan:8443'])
      expect(ownHost(host), host).to.equal(true)
    expect(ownHost('desk.lan')).to.equal(false)
  })

  it('are the address that it listens on', () => {
    const lan = hostRules('192.168.1.5', [])
    expect(isOwnHost(lan, '192.168.1.5:3333', undefined)).to.equal(true)
    expect(isOwnHost(hostRules('[fd00::5]', []), '[FD00::5]:3333', undefined)).to.equal(true)
  })

  it('are the address a connection came in on, which no foreign name can claim', () => {
    expect(isOwnHost(open, '10.0.0.7:3333', '::ffff:10.0.0.7')).to.equal(true)
    expect(isOwnHost(open, 'rebound.example.org:3333', '10.0.0.7')).to.equal(false)
    expect(isOwnHost(open, '0.0.0.0:3333', '127.0.0.1')).to.equal(false)
  })

  it('are no other name, and nothing that only looks like one', () => {
    const strange = [
      undefined,
      '',
      'evil.example.org',
      'localhost.evil.example.org',
      'localhost:3333.evil.example.org',
      'evil.example.org#localhost',
      'user@localhost',
      'localhost:',
      'localhost:port',
      'localhost,evil.example.org',
      '[::1',
      '127.0.0.1.nip.io',
      '127.999.1.1',
      '127.0.0.256',
      '127.00.0.1',
      '127.0.0.01',
      '127.1',
      '0x7f.0.0.1',
      'localhost:65536',
      '127.0.0.1:99999',
      '[::1]:65536',
      'a..localhost',
      '.localhost',
      `${'a'.repeat(64)}.localhost`,
      `${'a.'.repeat(130)}localhost`,
    ]
    for (const host of strange) expect(ownHost(host), host).to.equal(false)
  })
})

describe('the origins of the hub', () => {
  it('are its own address, whatever way the default port is written', () => {
    expect(isOwnOrigin(rules, 'http://127.0.0.1:3333', '127.0.0.1:3333')).to.equal(true)
    expect(isOwnOrigin(rules, 'https://hub.example.org', 'hub.example.org')).to.equal(true)
    expect(isOwnOrigin(rules, 'https://hub.example.org', 'hub.example.org:443')).to.equal(true)
    expect(isOwnOrigin(rules, 'http://HUB.example.org', 'hub.example.org:80')).to.equal(true)
  })

  it('are the public hosts, also when a proxy or a development server asks by another name', () => {
    expect(isOwnOrigin(rules, 'https://hub.example.org', '127.0.0.1:3333')).to.equal(true)
    expect(isOwnOrigin(rules, 'http://localhost:5173', 'localhost:3333')).to.equal(true)
  })

  it('are no other program of this machine', () => {
    expect(isOwnOrigin(rules, 'http://localhost:8080', 'localhost:3333')).to.equal(false)
    expect(isOwnOrigin(rules, 'http://localhost', 'localhost:3333')).to.equal(false)
  })

  it('are nothing that is no web origin', () => {
    for (const origin of ['null', '', 'file://', 'http://', 'http://127.0.0.1:3333/x', 'ws://127.0.0.1:3333'])
      expect(isOwnOrigin(rules, origin, '127.0.0.1:3333'), origin).to.equal(false)
  })
})

describe('addresses', () => {
  it('lose the clothes of IPv6 and the zone', () => {
    expect([plainAddress('::ffff:127.0.0.1'), plainAddress('fe80::1%eth0'), plainAddress(undefined)]).to.deep.equal([
      '127.0.0.1',
      'fe80::1',
      null,
    ])
  })

  it('of this machine are 127/8 and ::1 only', () => {
    const outside = fc.ipV4().filter((address) => !address.startsWith('127.'))
    fc.assert(fc.property(outside, (address) => !isLoopbackAddress(address)))
    expect([isLoopbackAddress('127.1.2.3'), isLoopbackAddress('::1'), isLoopbackAddress(null)]).to.deep.equal([
      true,
      true,
      false,
    ])
  })
})
