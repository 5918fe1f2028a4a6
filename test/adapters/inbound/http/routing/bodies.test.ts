import { brotliCompressSync } from 'node:zlib'
import { hubOfSuite, OPERATOR_TOKEN } from '../../../../support/fake-hub.js'
import { rawConnection } from '../../../../support/raw-http.js'

const post = (headers: string, token = OPERATOR_TOKEN): string =>
  `POST /api/sessions HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer ${token}\r\n` +
  `Content-Type: application/json\r\n${headers}\r\n\r\n`

const statusOf = (text: string): string => text.slice(9, 12)
const bodyOf = (text: string): string => text.slice(text.indexOf('\r\n\r\n') + 4)
const isAnswered = (text: string): boolean => /\r\n\r\n.*\}$/s.test(text)

describe('bodies of requests', () => {
  const hub = hubOfSuite()
  beforeEach(() => {
    hub.clock.advance(60_000)
  })

  const exchange = async (...parts: ReadonlyArray<string>): Promise<readonly [string, string]> => {
    const connection = await rawConnection(hub.port)
    for (const part of parts) connection.write(part)
    const text = await connection.read(isAnswered)
    connection.cut()
    return [statusOf(text), bodyOf(text)]
  }
  const send = (body: string, headers: Record<string, string> = {}) =>
    hub.send('POST', '/api/sessions', { body, headers })

  it('are refused when they are no JSON, without a word about them', async () => {
    for (const body of ['{', '{"name":}', '{"name":"x"} trailing', '\u0000', '[1,', "{'name':'x'}", 'NaN']) {
      const { status, text } = await send(body)
      expect([status, text], body).to.deep.equal([400, '{"error":"Invalid JSON","code":"InvalidJson"}'])
    }
  })

  it('are refused when they are no UTF-8', async () => {
    expect(await exchange(post('Content-Length: 12'), '{"name":"\xff"}')).to.deep.equal([
      '400',
      '{"error":"Invalid JSON","code":"InvalidJson"}',
    ])
  })

  it('are read up to 100 kB and not further', async () => {
    const fitting = JSON.stringify({ name: 'fits', filler: 'x'.repeat(102_400 - 27) })
    expect(fitting.length).to.equal(102_400)
    expect((await send(fitting)).status).to.equal(201)
    const tooLarge = await send(JSON.stringify({ filler: 'x'.repeat(102_400) }))
    expect([tooLarge.status, tooLarge.text]).to.deep.equal([413, '{"error":"Body too large","code":"BodyTooLarge"}'])
  })

  it('are refused by what they announce before a byte of them is read', async () => {
    expect(await exchange(post('Content-Length: 104857600'))).to.deep.equal([
      '413',
      '{"error":"Body too large","code":"BodyTooLarge"}',
    ])
  })

  it('are refused at the first chunk too many, and the client can read it while it goes on sending', async () => {
    const chunk = `4000\r\n${'x'.repeat(0x4000)}\r\n`
    expect(await exchange(post('Transfer-Encoding: chunked'), ...Array<string>(40).fill(chunk))).to.deep.equal([
      '413',
      '{"error":"Body too large","code":"BodyTooLarge"}',
    ])
  })

  it('are refused so that a client can read it which sends all of them first and then closes', async () => {
    const large = 'x'.repeat(16 * 1024 * 1024)
    const chunked = `${large.length.toString(16)}\r\n${large}\r\n0\r\n\r\n`
    for (const [path, type, status] of [
      ['/api/sessions', 'application/json', '413'],
      ['/api/sessions/cc-a/image', 'image/png', '413'],
      ['/api/hooks/Stop', 'application/json', '413'],
      ['/api/none', 'application/json', '404'],
    ] as const)
      for (const [length, body] of [
        [`Content-Length: ${String(large.length)}`, large],
        ['Transfer-Encoding: chunked', chunked],
      ] as const) {
        const connection = await rawConnection(hub.port)
        connection.write(
          `POST ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer ${OPERATOR_TOKEN}\r\nConnection: close\r\n` +
            `Content-Type: ${type}\r\nX-Penates-Session: cc-a\r\n${length}\r\n\r\n`,
        )
        const fault = await new Promise((resolve) => connection.socket.write(body, 'latin1', resolve))
        expect([fault ?? null, statusOf(await connection.read())], `${path} ${length}`).to.deep.equal([null, status])
      }
  })

  it('do not keep a connection alive for ever once they were refused', async () => {
    const connection = await rawConnection(hub.port)
    connection.write(post('Transfer-Encoding: chunked'))
    const chunk = `10000\r\n${'x'.repeat(0x10000)}\r\n`
    let sent = 0
    while (!connection.socket.destroyed && sent < 1_000) {
      sent += 1
      await new Promise((resolve) => connection.socket.write(chunk, 'latin1', resolve))
    }
    expect(sent).to.be.within(64, 999)
  })

  it('are not read at all from callers that may not call', async () => {
    expect(await exchange(post('Content-Length: 99', 'wrong'), '{"name')).to.deep.equal([
      '401',
      '{"error":"Unauthorized","code":"Unauthenticated"}',
    ])
  })

  it('of other content types count as none', async () => {
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'application/jsonp', '']) {
      const { status, json } = await send('{"name":"hidden"}', { 'Content-Type': type })
      expect([status, (json as { error: string }).error.slice(0, 20)], type).to.deep.equal([
        400,
        'Invalid session name',
      ])
    }
    for (const type of ['application/json; charset=utf-8', 'Application/JSON', 'application/json ;x=y'])
      expect((await send(JSON.stringify({ name: type.replace(/\W/g, '') }), { 'Content-Type': type })).status).to.equal(
        201,
      )
  })

  it('with unknown fields are refused to clients that ask for it, by the paths of the fields', async () => {
    const body = { name: 'strict', colour: 'red', __proto__: null, nested: { a: 1 } }
    const strict = await hub.send('POST', '/api/sessions', { body, headers: { 'X-Penates-Strict': '1' } })
    expect([strict.status, strict.code, strict.json]).to.deep.equal([
      400,
      'UnknownFields',
      { error: 'Unknown fields: colour, nested', at: ['colour', 'nested'] },
    ])
    const budgets = { budgets: [{ scope: { kind: 'day', project: 'x' }, limitUsd: 1, atLimit: 'ask', note: '' }] }
    const nested = await hub.send('PUT', '/api/usage/budgets', { body: budgets, headers: { 'X-Penates-Strict': '1' } })
    expect(nested.json).to.deep.include({ at: ['budgets.0.scope.project', 'budgets.0.note'] })
    for (const value of ['0', 'true', ''])
      expect(
        (await send(JSON.stringify(body).replace('strict', `lax${value}`), { 'X-Penates-Strict': value })).status,
      ).to.equal(201)
  })

  it('with unknown fields are always refused where an ignored one would widen a rule', async () => {
    const body = { effect: 'allow', tool: 'Bash', pattern: 'npm test' }
    for (const path of ['/api/approval-rules', '/api/approval-rules/trial']) {
      const { status, code, json } = await hub.send('POST', path, { body })
      expect([status, code, (json as { at: unknown }).at], path).to.deep.equal([400, 'UnknownFields', ['pattern']])
    }
    expect((await hub.send('GET', '/api/approval-rules')).json).to.deep.equal({ rules: [] })
  })

  it('that are compressed are not taken for what they would become', async () => {
    const { status, text } = await send('{"name":"packed"}', { 'Content-Encoding': 'gzip' })
    expect([status, text]).to.deep.equal([201, text])
  })

  it('never reach a decoder, for any coding', async () => {
    const packed = brotliCompressSync('{"name":"inflated"}').toString('latin1')
    for (const coding of ['br', 'gzip', 'deflate', 'zstd', 'br, br'])
      for (const [path, status] of [
        ['/api/sessions', '400'],
        ['/api/hooks/Stop', '200'],
      ] as const) {
        const head =
          `POST ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer ${OPERATOR_TOKEN}\r\n` +
          `X-Penates-Session: cc-a\r\nContent-Type: application/json\r\nContent-Encoding: ${coding}\r\n` +
          `Content-Length: ${String(packed.length)}\r\n\r\n`
        expect((await exchange(head, packed))[0], `${coding} ${path}`).to.equal(status)
      }
    expect((await hub.send('GET', '/api/sessions')).text).to.not.include('inflated')
  })

  it('that are one word, one number or a list are JSON, but no body', async () => {
    for (const body of ['""', '"x"', '1', 'null', 'true', '[]'])
      expect((await send(body)).json, body).to.deep.equal({ error: 'Invalid body', at: [] })
  })

  it('that nest without end or name keys of the language do no harm', async () => {
    const deep = '['.repeat(50_000) + ']'.repeat(50_000)
    expect((await send(deep)).json).to.deep.equal({ error: 'Invalid body', at: [] })
    const { status } = await send('{"name":"proto","__proto__":{"shell":"x"},"constructor":{"prototype":{"a":1}}}')
    expect([status, ({} as Record<string, unknown>)['a']]).to.deep.equal([201, undefined])
  })

  it('cut short start nothing and are not logged as a defect', async () => {
    const cut = async (): Promise<void> => {
      const connection = await rawConnection(hub.port)
      connection.write(post('Content-Length: 50') + '{"name":"cut-short"')
      await new Promise((resolve) => setImmediate(resolve))
      connection.cut()
    }
    await Promise.all(Array.from({ length: 20 }, cut))
    const half = await rawConnection(hub.port)
    half.write(post('Content-Length: 50') + '{"name":"half-closed"')
    half.socket.end()
    expect(statusOf(await half.read())).to.equal('400')
    const { text } = await hub.send('GET', '/api/sessions')
    expect(text).to.not.match(/cut-short|half-closed/)
    expect(hub.logLines.filter((line) => line.startsWith('error'))).to.deep.equal([])
  })
})
