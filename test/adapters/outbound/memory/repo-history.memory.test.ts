import { memoryRepoHistory } from '../../../../adapters/outbound/memory/repo-history.memory.js'
import { describeRepoHistory } from '../../../contracts/repo-history.contract.js'
import { describeFake } from '../../../contracts/mutants.js'
import { AUTHOR, FIRST_COMMIT_AT } from '../../../support/repo-controls.js'

describeFake(describeRepoHistory, ['history'], () => {
  const history = memoryRepoHistory({ authorName: AUTHOR, firstCommitAt: FIRST_COMMIT_AT })
  return Promise.resolve({
    history,
    root: '/work/shop',
    elsewhere: '/work/notes',
    controls: history.create('/work/shop'),
    close: () => Promise.resolve(),
  })
})
