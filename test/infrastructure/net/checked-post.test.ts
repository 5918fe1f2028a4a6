import type { LookupAddress } from 'node:dns'
import type { LookupFunction } from 'node:net'
import { checkedPost, type CheckedPostOptions } from '../../../infrastructure/net/checked-post.js'
import { isPublicAddress, permittedAddresses } from '../../../infrastructure/net/public-address.js'
import { targetServer, type TargetServer } from '../../support/target-server.js'

const MEGABYTE = 'x'.repeat(1024 * 1024)
const GIGABYTE_IN_MEGABYTES = 1024

/** Resolves names to these addresses, one after the other. */
const resolving =
  (addresses: string[], asked: string[] = []): LookupFunction =>
  (host, _options, callback) => {
    asked.push(host)
    const found: LookupAddress[] = [{ address: addresses.shift() ?? '127.0.0.1', family: 4 }]
    callback(null, found)
  }

describe('POST to a checked address', () => {
  let server: TargetServer
  afterEach(() => server.close())

  const post = (url: string, more: Partial<CheckedPostOptions> = {}) =>
    checkedPost(new URL(url), {
      headers: { 'Content-Type': 'text/plain' },
      body: 'hello',
      isAllowed: () => true,
      timeoutMs: 20_000,
      ca: server.ca,
      ...more,
    })

  describe('without TLS', () => {
    beforeEach(async () => {
      server = await targetServer()
    })

    it('returns the status and what the server says', async () => {
      server.answerWith((response) => response.writeHead(503, { 'Retry-After': '7' }).end(' busy \n'))
      expect(await post(server.url)).to.deep.equal({
        ...{ _tag: 'Answered', statusCode: 503, reason: 'busy', retryAfterMs: 7_000 },
      })
      expect(server.received.map(({ method, body }) => [method, body])).to.deep.equal([['POST', 'hello']])
    })

    it('gives up on a server that hangs, before its answer and within it', async () => {
      server.answerWith(() => undefined)
      expect(await post(server.url, { timeoutMs: 200 })).to.deep.equal({
        _tag: 'NoAnswer',
        reason: 'no answer within 200 ms',
      })
      server.answerWith((response) => void response.writeHead(200).write('x'))
      expect((await post(server.url, { timeoutMs: 200 }))._tag).to.equal('NoAnswer')
    })

    it('follows no redirect', async () => {
      server.answerWith((response) => response.writeHead(307, { Location: `${server.url}/other` }).end())
      const refusal = { statusCode: 307, reason: 'redirects are not followed' }
      expect(await post(server.url)).to.deep.include(refusal)
      expect(server.received.map(({ url }) => url)).to.deep.equal(['/'])
    })

    it('reads the beginning of an answer of 1 GB', async () => {
      let sent = 0
      server.answerWith((response) => {
        const more = (): void => {
          while (!response.destroyed && sent < GIGABYTE_IN_MEGABYTES) {
            sent += 1
            if (!response.write(MEGABYTE)) {
              response.once('drain', more)
              return
            }
          }
          response.end()
        }
        response.writeHead(500)
        more()
      })
      const answer = await post(server.url)
      expect(answer).to.deep.equal({ _tag: 'Answered', statusCode: 500, reason: 'x'.repeat(300), retryAfterMs: null })
      expect(sent).to.be.below(GIGABYTE_IN_MEGABYTES / 4)
    })

    it('does not connect to an address that is not allowed, however it is written', async () => {
      const { port } = new URL(server.url)
      for (const host of ['127.0.0.1', 'localhost', '0x7f.1', '2130706433', '[::ffff:127.0.0.1]', '10.0.0.1'])
        expect((await post(`http://${host}:${port}/`, { isAllowed: isPublicAddress }))._tag, host).to.equal('NoAnswer')
      expect(server.received).to.deep.equal([])
    })

    it('resolves a name once and connects to the address that was checked', async () => {
      const { port } = new URL(server.url)
      const asked: string[] = []
      const lookup = resolving(['127.0.0.1', '192.0.32.8'], asked)
      const checked: string[] = []
      const isAllowed = (address: string): boolean => checked.push(address) > 0
      const answer = await post(`http://receiver.example:${port}/`, { lookup, isAllowed })
      expect([answer._tag, asked, checked]).to.deep.equal(['Answered', ['receiver.example'], ['127.0.0.1']])
    })

    it('refuses a name that leads to a private address by now', async () => {
      const { port } = new URL(server.url)
      const lookup = resolving(['127.0.0.1'])
      const answer = await post(`http://receiver.example:${port}/`, { lookup, isAllowed: isPublicAddress })
      expect([answer._tag, server.received]).to.deep.equal(['NoAnswer', []])
    })
  })

  describe('with TLS', () => {
    beforeEach(async () => {
      server = await targetServer({ tls: true })
    })

    it('returns the status', async () => {
      expect(await post(server.url)).to.deep.include({ statusCode: 204 })
    })

    it('sends nothing to a server whose certificate is not trusted or names another host', async () => {
      const { port } = new URL(server.url)
      const lookup = resolving(['127.0.0.1'])
      const answers = [
        await post(server.url, { ca: undefined }),
        await post(`https://other.example:${port}/`, { lookup }),
      ]
      expect(answers.map(({ _tag }) => _tag)).to.deep.equal(['NoAnswer', 'NoAnswer'])
      expect(server.received).to.deep.equal([])
    })
  })
})

describe('addresses that a URL may lead to', () => {
  const permitted = (url: string, allowsPrivate: boolean) =>
    ['192.0.32.8', '127.0.0.1', '192.168.1.5', '100.64.0.1', '::1', 'fd00::1', '169.254.169.254', '0.0.0.0'].filter(
      permittedAddresses(new URL(url), allowsPrivate),
    )
  const HOME = ['127.0.0.1', '192.168.1.5', '100.64.0.1', '::1', 'fd00::1']

  it('are public ones, and with a permission private ones but not those of a cloud', () => {
    expect([permitted('https://a.example', false), permitted('https://a.example', true)]).to.deep.equal([
      ['192.0.32.8'],
      ['192.0.32.8', ...HOME],
    ])
  })

  it('are private ones only without TLS', () => {
    expect([permitted('http://a.example', false), permitted('http://a.example', true)]).to.deep.equal([[], HOME])
  })
})
