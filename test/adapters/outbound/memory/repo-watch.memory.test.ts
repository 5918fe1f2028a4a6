import { memoryRepoWatch } from '../../../../adapters/outbound/memory/repo-watch.memory.js'
import { describeRepoWatch } from '../../../contracts/repo-watch.contract.js'

describeRepoWatch('memory', () => {
  const { watch, change } = memoryRepoWatch()
  return Promise.resolve({
    watch,
    root: '/work/shop',
    elsewhere: '/work/none',
    commit: () => {
      change('/work/shop')
      return Promise.resolve()
    },
    close: () => Promise.resolve(),
  })
})
