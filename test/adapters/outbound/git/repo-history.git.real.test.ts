import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gitRepoHistory } from '../../../../adapters/outbound/git/repo-history.git.js'
import { processCommandRunner } from '../../../../adapters/outbound/process/command-runner.process.js'
import { describeRepoHistoryOnDisk } from '../../../contracts/repo-history-on-disk.contract.js'
import { describeRepoHistory } from '../../../contracts/repo-history.contract.js'
import { PLAIN_GIT, scratchRepository } from '../../../support/scratch-repository.js'

const gitIn = (environment: Readonly<Record<string, string>>) =>
  gitRepoHistory({ runner: processCommandRunner(() => ({})), environment })
const history = gitIn(PLAIN_GIT)

describeRepoHistory('git', async () => {
  const repository = await scratchRepository()
  const elsewhere = await mkdtemp(join(tmpdir(), 'penates-test-'))
  return {
    history,
    root: repository.root,
    elsewhere,
    controls: repository.controls,
    close: async () => {
      await repository.close()
      await rm(elsewhere, { recursive: true })
    },
  }
})

describeRepoHistoryOnDisk('git', gitIn)
