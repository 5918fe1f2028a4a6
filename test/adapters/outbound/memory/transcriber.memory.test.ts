import { memoryTranscriber } from '../../../../adapters/outbound/memory/transcriber.memory.js'
import { describeTranscriber } from '../../../contracts/transcriber.contract.js'
import { describeFake } from '../../../contracts/mutants.js'

describeFake(describeTranscriber, ['transcriber'], () => {
  const transcriber = memoryTranscriber()
  return Promise.resolve({
    transcriber,
    hears: (text) => {
      transcriber.hears(text)
      return Promise.resolve()
    },
    loseModel: () => {
      transcriber.setReady(false)
      return Promise.resolve()
    },
    left: () => Promise.resolve([]),
    close: () => Promise.resolve(),
  })
})
