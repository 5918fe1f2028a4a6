import { memoryRepoWatch } from '../../../../adapters/outbound/memory/repo-watch.memory.js'
import { describeRepoWatch } from '../../../contracts/repo-watch.contract.js'
import { describeFake } from '../../../contracts/mutants.js'

describeFake(describeRepoWatch, ['watch'], () => {
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
