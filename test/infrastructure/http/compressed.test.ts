import { gunzipSync } from 'node:zlib'
import { hubOfSuite } from '../../support/fake-hub.js'

describe('an answer in JSON', () => {
  const hub = hubOfSuite()
  before(() => {
    for (let number = 0; number < 20; number++) hub.host.controls.startByHand(`s${number}`, '/home/ada/code')
  })

  const sessions = (headers: Record<string, string> = {}, method = 'GET') =>
    hub.send(method, '/api/sessions', { headers })
  const ZIPPED = { 'Accept-Encoding': 'gzip, deflate, br' }

  it('is compressed for a client that accepts gzip', async () => {
    const plain = await sessions()
    const zipped = await sessions(ZIPPED)
    expect(zipped.headers).to.include({ 'content-encoding': 'gzip', vary: 'Accept-Encoding' })
    expect(zipped.headers['content-length']).to.equal(String(zipped.bytes.length))
    expect(gunzipSync(zipped.bytes).equals(plain.bytes)).to.equal(true)
    expect(zipped.bytes.length).to.be.lessThan(plain.bytes.length / 2)
  })

  it('is sent as it is to other clients, and says that it depends on what they accept', async () => {
    for (const accepted of ['', 'identity', 'br', 'gzip;q=0']) {
      const { headers, json } = await sessions({ 'Accept-Encoding': accepted })
      expect([headers['content-encoding'], headers.vary, (json as unknown[]).length]).to.deep.equal([
        undefined,
        'Accept-Encoding',
        20,
      ])
    }
  })

  it('has a weak tag under gzip, which is answered with 304', async () => {
    const { headers } = await sessions(ZIPPED)
    expect(headers.etag).to.equal(`W/${(await sessions()).headers.etag ?? ''}`)
    const again = await sessions({ ...ZIPPED, 'If-None-Match': headers.etag ?? '' })
    expect([again.status, again.text]).to.deep.equal([304, ''])
  })

  it('is left alone when it is short', async () => {
    const { headers } = await hub.send('GET', '/api/projects', { headers: ZIPPED })
    expect(headers['content-encoding']).to.equal(undefined)
  })

  it('is compressed where it is sent in pieces too', async () => {
    const plain = await hub.send('GET', '/api/snapshot')
    const zipped = await hub.send('GET', '/api/snapshot', { headers: ZIPPED })
    expect(zipped.headers).to.include({ 'content-encoding': 'gzip', vary: 'Accept-Encoding' })
    expect(zipped.headers).not.to.have.property('content-length')
    expect(gunzipSync(zipped.bytes).equals(plain.bytes)).to.equal(true)
    expect(zipped.bytes.length).to.be.lessThan(plain.bytes.length / 2)
  })
})
