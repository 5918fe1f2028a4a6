import { openTracer } from '../../../composition/tools/open-tracer.js'
import { traceCollector } from '../../support/trace-collector.js'

describe('the tracer of the hub', () => {
  const before = process.env['OTEL_TRACES_SAMPLER']
  afterEach(() => {
    if (before === undefined) delete process.env['OTEL_TRACES_SAMPLER']
    else process.env['OTEL_TRACES_SAMPLER'] = before
  })

  const spansWith = async (sampler: string): Promise<number> => {
    const collector = await traceCollector()
    const openTelemetry = { OTEL_TRACES_SAMPLER: sampler }
    const tracer = await openTracer({ collector: collector.url, openTelemetry }, '1.2.3')
    await tracer.span('GET', {}, () => Promise.resolve())
    await tracer.close()
    const { length } = collector.spans()
    await collector.close()
    return length
  }

  it('obeys OTEL_ variables that only a .env file gives', async () => {
    expect([await spansWith('always_on'), await spansWith('always_off')]).to.deep.equal([1, 0])
  })
})
