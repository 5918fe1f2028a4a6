import { memoryRepoHistory } from '../../../../adapters/outbound/memory/repo-history.memory.js'
import { memoryRepoWriter } from '../../../../adapters/outbound/memory/repo-writer.memory.js'
import { describeFake } from '../../../contracts/mutants.js'
import { describeRepoWriter } from '../../../contracts/repo-writer.contract.js'
import { AUTHOR, FIRST_COMMIT_AT } from '../../../support/repo-controls.js'

describeFake(describeRepoWriter, ['writer'], () => {
  const history = memoryRepoHistory({ authorName: AUTHOR, firstCommitAt: FIRST_COMMIT_AT })
  return Promise.resolve({
    history,
    writer: memoryRepoWriter(history),
    root: '/work/shop',
    elsewhere: '/work/notes',
    controls: history.create('/work/shop'),
    close: () => Promise.resolve(),
  })
})
