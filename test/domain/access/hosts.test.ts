import fc from 'fast-check'
import {
  hostRules,
  isLocalName,
  isLoopbackAddress,
  isLoopbackHost,
  isOwnHost,
  isOwnOrigin,
  plainAddress,
} from '../../../domain/access/hosts.js'

const rules = hostRules('127.0.0.1', ['Hub.example.org', 'desk.lan:8443', 'localhost:5173'])
const open = hostRules('0.0.0.0', [])

const ownHost = (host: string | undefined, local?: string): boolean => isOwnHost(rules, host, local)

describe('isOwnHost', () => {
  it('accepts the loopback names, with and without a port', () => {
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

  it('accepts the public hosts, by name or by name and port', () => {
    for (const host of ['hub.example.org', 'HUB.example.org:443', 'desk.lan:8443'])
      expect(ownHost(host), host).to.equal(true)
    expect(ownHost('desk.lan')).to.equal(false)
  })

  it('accepts the listen address', () => {
    const lan = hostRules('192.168.1.5', [])
    expect(isOwnHost(lan, '192.168.1.5:3333', undefined)).to.equal(true)
    expect(isOwnHost(hostRules('[fd00::5]', []), '[FD00::5]:3333', undefined)).to.equal(true)
  })

  it('accepts the local address of the connection, which cannot be rebound', () => {
    expect(isOwnHost(open, '10.0.0.7:3333', '::ffff:10.0.0.7')).to.equal(true)
    expect(isOwnHost(open, 'rebound.example.org:3333', '10.0.0.7')).to.equal(false)
    expect(isOwnHost(open, '0.0.0.0:3333', '127.0.0.1')).to.equal(false)
  })

  it('refuses other names, including similar ones', () => {
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

  it('accepts no wildcard address, in any spelling', () => {
    for (const wildcard of ['', '0.0.0.0', '::', '[::]'])
      expect(hostRules(wildcard, []).listenHost, wildcard).to.equal(null)
    expect(isOwnHost(hostRules('::', []), '[::]:3333', '127.0.0.1')).to.equal(false)
  })

  it('compares the listen address without case', () => {
    expect(isOwnHost(hostRules('Desk.LAN', []), 'desk.lan:3333', undefined)).to.equal(true)
  })

  it('accepts labels of 63 characters, names of 253 characters and port 65535, and nothing longer', () => {
    const label = 'a'.repeat(63)
    const longest = `${label}.${label}.${label}.${'a'.repeat(51)}.localhost`
    expect(longest).to.have.length(253)
    expect([
      ownHost(`${label}.localhost`),
      ownHost(longest),
      ownHost(`${longest}:65535`),
      ownHost(`a${longest}`.replace(/^a{64}/, `a.${label}`)),
      ownHost('localhost:0'),
      ownHost('localhost:655350'),
    ]).to.deep.equal([true, true, true, false, true, false])
  })

  it('accepts configured names with a hyphen, an underscore or digits', () => {
    const named = hostRules('0.0.0.0', ['web-1.dev_box.example.org'])
    expect(isOwnHost(named, 'web-1.dev_box.example.org:3333', undefined)).to.equal(true)
  })
})

describe('isLoopbackHost', () => {
  it('accepts loopback names and addresses, with or without a port', () => {
    for (const host of ['localhost', 'LocalHost:3333', 'app.localhost', '127.0.0.1:80', '127.255.255.255', '[::1]:1'])
      expect(isLoopbackHost(host), host).to.equal(true)
  })

  it('refuses other names, malformed headers and a missing one', () => {
    const others = [
      undefined,
      '',
      'hub.example.org',
      'localhost.example.org',
      'notlocalhost',
      '10.0.0.1',
      '127.0.0.1.example.org',
      'localhost:',
      'localhost:65536',
      '[::2]',
    ]
    for (const host of others) expect(isLoopbackHost(host), host).to.equal(false)
  })

  it('matches localhost as a whole label only', () => {
    expect(['localhost', 'a.localhost', 'xlocalhost', 'localhost.com'].map(isLocalName)).to.deep.equal([
      true,
      true,
      false,
      false,
    ])
  })
})

describe('isOwnOrigin', () => {
  it('accepts the own address, with or without the default port', () => {
    expect(isOwnOrigin(rules, 'http://127.0.0.1:3333', '127.0.0.1:3333')).to.equal(true)
    expect(isOwnOrigin(rules, 'https://hub.example.org', 'hub.example.org')).to.equal(true)
    expect(isOwnOrigin(rules, 'https://hub.example.org', 'hub.example.org:443')).to.equal(true)
    expect(isOwnOrigin(rules, 'http://HUB.example.org', 'hub.example.org:80')).to.equal(true)
  })

  it('ignores the default port of the own scheme only', () => {
    const cases = [
      ['http://desk.lan', 'desk.lan:80', true],
      ['http://desk.lan:80', 'desk.lan', true],
      ['https://desk.lan:443', 'desk.lan', true],
      ['https://desk.lan', 'desk.lan:443', true],
      ['HTTPS://desk.lan', 'desk.lan:443', true],
      ['https://desk.lan', 'desk.lan:80', false],
      ['https://desk.lan:80', 'desk.lan', false],
      ['http://desk.lan', 'desk.lan:443', false],
      ['http://desk.lan:443', 'desk.lan', false],
      ['http://desk.lan:8080', 'desk.lan', false],
      ['http://desk.lan:8080', 'desk.lan:80', false],
    ] as const
    for (const [origin, host, isOwn] of cases)
      expect(isOwnOrigin(open, origin, host), `${origin} at ${host}`).to.equal(isOwn)
  })

  it('accepts public hosts behind a proxy or development server with another host name', () => {
    expect(isOwnOrigin(rules, 'https://hub.example.org', '127.0.0.1:3333')).to.equal(true)
    expect(isOwnOrigin(rules, 'http://localhost:5173', 'localhost:3333')).to.equal(true)
  })

  it('refuses other programs of this machine', () => {
    expect(isOwnOrigin(rules, 'http://localhost:8080', 'localhost:3333')).to.equal(false)
    expect(isOwnOrigin(rules, 'http://localhost', 'localhost:3333')).to.equal(false)
  })

  it('refuses texts that are not a web origin', () => {
    for (const origin of ['null', '', 'file://', 'http://', 'http://127.0.0.1:3333/x', 'ws://127.0.0.1:3333'])
      expect(isOwnOrigin(rules, origin, '127.0.0.1:3333'), origin).to.equal(false)
  })

  it('refuses text before or after an origin', () => {
    const host = '127.0.0.1:3333'
    for (const origin of [
      `xhttp://${host}`,
      `httpx://${host}`,
      `http://${host}?`,
      `http://${host}#`,
      `http://me@${host}`,
      `http://${host} `,
    ])
      expect(isOwnOrigin(rules, origin, host), origin).to.equal(false)
  })
})

describe('addresses', () => {
  it('lose the IPv4-mapped prefix and the zone', () => {
    expect([plainAddress('::ffff:127.0.0.1'), plainAddress('fe80::1%eth0'), plainAddress(undefined)]).to.deep.equal([
      '127.0.0.1',
      'fe80::1',
      null,
    ])
  })

  it('keep text that only resembles a mapped prefix or precedes the zone', () => {
    expect(
      ['::FFFF:10.0.0.1', '::ffff:abcd', '1::ffff:10.0.0.1', 'FE80::1%eth0%1', '::ffff:'].map(plainAddress),
    ).to.deep.equal(['10.0.0.1', '::ffff:abcd', '1::ffff:10.0.0.1', 'fe80::1', '::ffff:'])
  })

  it('on loopback have octets from 0 to 255 without leading zeros', () => {
    const octets = ['0', '9', '10', '99', '100', '199', '200', '249', '250', '255']
    for (const octet of octets) {
      for (const address of [`127.${octet}.0.0`, `127.0.${octet}.0`, `127.0.0.${octet}`])
        expect(isLoopbackAddress(address), address).to.equal(true)
    }
    for (const octet of ['', '00', '01', '010', '256', '260', '299', '300', '999', '1000', 'a', '-1', '1x', 'x1']) {
      for (const address of [`127.${octet}.0.0`, `127.0.${octet}.0`, `127.0.0.${octet}`])
        expect(isLoopbackAddress(address), address).to.equal(false)
    }
    for (const address of ['1127.0.0.1', ' 127.0.0.1', '127.0.0.1 ', '127.0.0.1.1', '127.0.0', '127x0x0x1', '::11', ''])
      expect(isLoopbackAddress(address), address).to.equal(false)
  })

  it('on loopback are 127/8 and ::1 only', () => {
    const outside = fc.ipV4().filter((address) => !address.startsWith('127.'))
    fc.assert(fc.property(outside, (address) => !isLoopbackAddress(address)))
    expect([isLoopbackAddress('127.1.2.3'), isLoopbackAddress('::1'), isLoopbackAddress(null)]).to.deep.equal([
      true,
      true,
      false,
    ])
  })
})
