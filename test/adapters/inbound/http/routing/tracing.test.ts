import { memoryTracer } from '../../../../../adapters/outbound/memory/tracer.memory.js'
import { eventually } from '../../../../support/eventually.js'
import { hubOfSuite } from '../../../../support/fake-hub.js'

describe('spans of requests', () => {
  const tracer = memoryTracer()
  const hub = hubOfSuite({ tracer })

  it('tell method, path and status, and nothing of a query', async () => {
    await hub.send('GET', '/api/sessions?token=a-secret')
    await hub.send('GET', '/api/none')
    const span = (path: string, status: number) => ({
      name: 'GET',
      parent: null,
      facts: { 'http.request.method': 'GET', 'url.path': path, 'http.response.status_code': status },
      failure: null,
    })
    await eventually(() => {
      expect(tracer.spans()).to.deep.equal([span('/api/sessions', 200), span('/api/none', 404)])
    })
  })
})
