import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gitRepoHistory } from '../../../../adapters/outbound/git/repo-history.git.js'
import { libgit2Reader } from '../../../../adapters/outbound/nodegit/reader.nodegit.js'
import { nodegitRepoHistory } from '../../../../adapters/outbound/nodegit/repo-history.nodegit.js'
import { processCommandRunner } from '../../../../adapters/outbound/process/command-runner.process.js'
import { systemClock } from '../../../../adapters/outbound/system/clock.system.js'
import { describeRepoHistoryOnDisk } from '../../../contracts/repo-history-on-disk.contract.js'
import { describeRepoHistory } from '../../../contracts/repo-history.contract.js'
import { describeWithLibgit2, LIBGIT2_SCRIPT } from '../../../support/libgit2.js'
import { PLAIN_GIT, scratchRepository } from '../../../support/scratch-repository.js'

const gitIn = (environment: Readonly<Record<string, string>>) =>
  gitRepoHistory({ runner: processCommandRunner(() => ({})), environment })

describeWithLibgit2('nodegit', () => {
  const reader = libgit2Reader({ clock: systemClock, script: LIBGIT2_SCRIPT, environment: { HOME: '/nonexistent' } })
  before(async () => {
    expect(await reader.ready()).to.equal(true)
  })
  after(() => {
    reader.close()
  })
  const nodegitIn = (environment: Readonly<Record<string, string>>) =>
    nodegitRepoHistory({ reader, git: gitIn(environment), clock: systemClock })
  const history = nodegitIn(PLAIN_GIT)

  describeRepoHistory('nodegit', async () => {
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

  describeRepoHistoryOnDisk('nodegit', nodegitIn)
})
