import { memoryClock } from '../../../../adapters/outbound/memory/clock.memory.js'
import { memoryPlanDocument } from '../../../../adapters/outbound/memory/plan-document.memory.js'
import { describePlanDocument } from '../../../contracts/plan-document.contract.js'
import { describeFake } from '../../../contracts/mutants.js'

const done = (): Promise<void> => Promise.resolve()

describeFake(describePlanDocument, ['documents'], () => {
  const documents = memoryPlanDocument(memoryClock(1))
  const folder = '/work/shop'
  return Promise.resolve({
    documents,
    folder,
    missing: '/work/none',
    write: (name, text) => done().then(() => documents.controls.write(folder, name, text)),
    remove: (name) => done().then(() => documents.controls.remove(folder, name)),
    close: done,
  })
})
