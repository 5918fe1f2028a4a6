import { memoryTracer } from '../../../../adapters/outbound/memory/tracer.memory.js'
import { describeTracer } from '../../../contracts/tracer.contract.js'

describeTracer('memory', () => {
  const tracer = memoryTracer()
  return Promise.resolve({
    tracer,
    told: () => Promise.resolve(tracer.spans()),
    close: () => tracer.close(),
  })
})
