import { hostRules, reachableAddresses } from '../../../domain/access/hosts.js'

const OWN = ['192.168.1.5', '10.0.0.2']
const addresses = (host: string, publicHosts: ReadonlyArray<string> = [], isTls = false, port = 3333) =>
  reachableAddresses({ rules: hostRules(host, publicHosts), isTls, port }, OWN)

describe('addresses for other devices', () => {
  it('are empty for a hub on loopback without a public name', () => {
    expect(['127.0.0.1', 'localhost', '::1'].map((host) => addresses(host))).to.deep.equal([[], [], []])
  })

  it('are public names under https for a hub on loopback, which has a proxy in front', () => {
    expect(addresses('127.0.0.1', ['hub.example.com', 'hub.example.com:8443'])).to.deep.equal([
      'https://hub.example.com',
      'https://hub.example.com:8443',
    ])
  })

  it('are all addresses of the machine for a hub that listens everywhere, after its names', () => {
    expect(addresses('0.0.0.0', ['desk.tailnet.ts.net'])).to.deep.equal([
      'http://desk.tailnet.ts.net:3333',
      'http://192.168.1.5:3333',
      'http://10.0.0.2:3333',
    ])
  })

  it('are the one address that the hub listens on', () => {
    expect([addresses('192.168.1.5'), addresses('fd00::5')]).to.deep.equal([
      ['http://192.168.1.5:3333'],
      ['http://[fd00::5]:3333'],
    ])
  })

  it('are names alone with TLS, without the default port', () => {
    expect(addresses('0.0.0.0', ['hub.example.com'], true, 443)).to.deep.equal(['https://hub.example.com'])
    expect(addresses('0.0.0.0', [], true)).to.deep.equal(['https://192.168.1.5:3333', 'https://10.0.0.2:3333'])
  })
})
