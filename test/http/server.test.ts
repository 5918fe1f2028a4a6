import { expect } from 'chai'
import { openFakeHub, type FakeHub } from '../support/fake-hub.js'

interface Logs {
  readonly stream: string
  readonly lines: number
  readonly data: string
}

describe('/api/server/logs', () => {
  let hub: FakeHub
  before(async () => {
    hub = await openFakeHub()
    for (let count = 1; count <= 30; count += 1)
      await hub.send('GET', `/api/none-${String(count)}?token=very-secret-token`)
  })
  after(() => hub.close())

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
