import { eventually } from '../../../../support/eventually.js'
import { hubOfEachTest, hubOfSuite } from '../../../../support/fake-hub.js'
import { HUB_PID } from '../../../../support/memory-tools.js'

interface Logs {
  readonly stream: string
  readonly lines: number
  readonly data: string
}

describe('/api/server/logs', () => {
  const hub = hubOfSuite()
  before(async () => {
    for (let count = 1; count <= 30; count += 1)
      await hub.send('GET', `/api/none-${String(count)}?token=very-secret-token`)
  })

  const ask = async (query: string): Promise<Logs> => (await hub.send('GET', `/api/server/logs${query}`)).json as Logs
  const count = ({ data }: Logs): number => data.split('\n').length

  it('tells the last lines, each a JSON object, and never what stood behind the question mark', async () => {
    const { stream, lines, data } = await ask('?lines=3')
    expect([stream, lines, data.includes('secret')]).to.deep.equal(['stdout', 3, false])
    expect(data.split('\n').map((line) => (JSON.parse(line) as { message: string }).message)).to.deep.equal([
      'GET /api/none-28',
      'GET /api/none-29',
      'GET /api/none-30',
    ])
  })

  it('pulls the number of lines into its range', async () => {
    const asked = ['?lines=0', '?lines=-5', '?lines=9999', '?lines=x', '', '?lines=2.9', '?lines=1&lines=7']
    const answers = await Promise.all(asked.map(ask))
    expect(answers.map(({ lines }) => lines)).to.deep.equal([1, 1, 1000, 200, 200, 2, 1])
    expect(answers.map(count).slice(0, 2)).to.deep.equal([1, 1])
  })

  it('tells troubles alone as stderr, and takes any other stream for stdout', async () => {
    const [errors, other] = [await ask('?stream=stderr'), await ask('?stream=__proto__')]
    expect([errors.stream, errors.data, other.stream]).to.deep.equal(['stderr', '', 'stdout'])
  })
})

describe('/api/server/restart', () => {
  const hub = hubOfEachTest()

  const restart = async (): Promise<ReadonlyArray<unknown>> => {
    const { status, json } = await hub.send('POST', '/api/server/restart')
    const { hint, ...rest } = json as Record<string, unknown>
    return [status, rest, typeof hint]
  }

  it('is ordered of the manager that runs this very process, once the answer has left', async () => {
    hub.service.controls.runsAs(HUB_PID)
    expect(await restart()).to.deep.equal([200, { ok: true, restarting: true, target: 'penates.service' }, 'undefined'])
    expect(hub.service.controls.restarts()).to.equal(0)
    hub.clock.advance(300)
    await eventually(() => {
      expect(hub.service.controls.restarts()).to.equal(1)
    })
    expect(hub.audit.entries.at(-1)).to.deep.include({ event: 'server.restart', fields: { target: 'penates.service' } })
  })

  const REFUSED = [409, { error: 'not-managed', target: 'penates.service' }, 'string']

  for (const [what, prepare] of [
    ['is none', () => undefined],
    ['runs another process', () => hub.service.controls.runsAs(HUB_PID + 1)],
    ['cannot be asked', () => hub.service.controls.takeAway()],
  ] as const)
    it(`is refused when the service ${what}: nothing would start this hub again`, async () => {
      prepare()
      expect(await restart()).to.deep.equal(REFUSED)
      hub.clock.advance(10_000)
      expect(hub.service.controls.restarts()).to.equal(0)
      expect(hub.audit.entries.map(({ event }) => event)).to.not.include('server.restart')
    })
})
