import { memoryTracer } from '../../../../adapters/outbound/memory/tracer.memory.js'
import { describeTracer } from '../../../contracts/tracer.contract.js'
import { tracerMutants } from '../../../contracts/tracer.mutants.js'
import { describeFake } from '../../../contracts/mutants.js'

describeFake(describeTracer, tracerMutants, () => {
  const tracer = memoryTracer()
  return Promise.resolve({
    tracer,
    told: () => Promise.resolve(tracer.spans()),
    close: () => tracer.close(),
  })
})
