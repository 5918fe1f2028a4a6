import { memoryClock } from '../../../../adapters/outbound/memory/clock.memory.js'
import { memoryRecordingStore } from '../../../../adapters/outbound/memory/recording-store.memory.js'
import { describeFake } from '../../../contracts/mutants.js'
import { describeRecordingStore } from '../../../contracts/recording-store.contract.js'

describeFake(describeRecordingStore, ['store'], () => {
  const store = memoryRecordingStore(memoryClock(1_772_352_930_123))
  return Promise.resolve({
    store,
    leave: (part, startedAt, text) => {
      store.add({ ...part, startedAt, endedAt: startedAt, bytes: 0 }, text)
      return Promise.resolve()
    },
    fill: () => {
      store.free = 0
      return Promise.resolve()
    },
    close: () => Promise.resolve(),
  })
})
