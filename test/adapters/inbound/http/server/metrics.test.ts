import { hubOfSuite } from '../../../../support/fake-hub.js'

const NEVER = { count: 0, totalMs: 0, p50Ms: null, p99Ms: null }

describe('/metrics', () => {
  const hub = hubOfSuite({ publicHosts: ['hub.example'] })

  const scrape = (headers: Readonly<Record<string, string>> = {}, token: string | null = null) =>
    hub.send('GET', '/metrics', { token, headers })

  it('are there for programs on this machine, and for the operator from anywhere', async () => {
    const answers = [await scrape(), await scrape({ Host: 'hub.example' }, 'operator-token-of-tests')]
    expect(answers.map(({ status, headers }) => [status, headers['content-type']])).to.deep.equal(
      Array(2).fill([200, 'text/plain; version=0.0.4; charset=utf-8']),
    )
  })

  for (const [what, headers] of Object.entries({
    'a tunnel on this machine': { 'Cf-Ray': '1' },
    'a tunnel that names the client': { 'Cf-Connecting-IP': '203.0.113.7' },
    'a proxy on this machine': { 'X-Forwarded-For': '203.0.113.7' },
    'another kind of proxy': { Forwarded: 'for=203.0.113.7' },
    'a public name': { Host: 'hub.example' },
    'a page of another site': { Origin: 'http://evil.example' },
    'a browser': { 'Sec-Fetch-Site': 'cross-site' },
  }))
    it(`are nothing for ${what} without a token`, async () => {
      const { status, text } = await scrape(headers)
      expect([status >= 401 && status <= 403, text.includes('penates_')]).to.deep.equal([true, false])
    })

  it('are nothing for a wrong token, not even here, nor for the token of a session', async () => {
    const token = await hub.tokenOf('cc-shop')
    expect([(await scrape({}, 'wrong')).status, (await scrape({}, token)).status]).to.deep.equal([401, 403])
  })

  it('are lines that Prometheus reads', async () => {
    hub.measurements.set({
      echo: { count: 2, totalMs: 30, p50Ms: 10, p99Ms: 20 },
      terminals: { paused: 1, bytesOut: 1234, bytesIn: 5 },
      pushes: { delivered: 3, failed: 1 },
      faults: [{ part: 'file watch', count: 2, lastAt: 1 }],
    })
    hub.host.controls.startByHand('mine')
    const { text } = await scrape()
    for (const line of text.trim().split('\n'))
      expect(line).to.match(
        /^(# (HELP|TYPE) penates_\w+ .+|penates_\w+(\{\w+="\w[\w. ]*"(,\w+="[\w.]+")*\})? [\d.e+-]+)$/,
      )
    expect(text.split('\n')).to.include.members([
      'penates_sessions 1',
      'penates_paused_terminals 1',
      'penates_terminal_bytes_total{direction="out"} 1234',
      'penates_pushes_total{outcome="failed"} 1',
      'penates_echo_seconds{quantile="0.5"} 0.01',
      'penates_echo_seconds{quantile="0.99"} 0.02',
      'penates_echo_seconds_sum 0.03',
      'penates_echo_seconds_count 2',
      'penates_call_seconds_count{program="git"} 0',
      'penates_faults_total{part="file watch"} 2',
    ])
    expect(text).to.not.include('quantile="0.5",program="git"').and.to.not.include('null')
  })

  it('takes no other method', async () => {
    expect((await hub.send('POST', '/metrics')).status).to.equal(405)
    expect((await hub.send('HEAD', '/metrics')).text).to.equal('')
  })

  it('tell the same as the status of the API, where times of approvals are those of the feed', async () => {
    const { json } = await hub.send('GET', '/api/server/status')
    expect(json).to.deep.include({ sessions: 1, viewers: 0, uptimeMs: 0 })
    expect((json as { approvals: unknown }).approvals).to.deep.equal({
      pending: 0,
      took: NEVER,
      listed: NEVER,
    })
  })
})
