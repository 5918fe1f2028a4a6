import { mkdtemp, realpath, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gitIgnoreRules } from '../../../../adapters/outbound/git/ignore-rules.git.js'
import { processCommandRunner } from '../../../../adapters/outbound/process/command-runner.process.js'
import { describeIgnoreRules } from '../../../contracts/ignore-rules.contract.js'
import { PLAIN_GIT, scratchRepository } from '../../../support/scratch-repository.js'

describeIgnoreRules('git', async () => {
  const repository = await scratchRepository()
  await repository.controls.write('.gitignore', 'out\ngröße?x\n')
  await repository.controls.write('src/a', '')
  const elsewhere = await realpath(await mkdtemp(join(tmpdir(), 'penates-plain-')))
  return {
    rules: gitIgnoreRules({ runner: processCommandRunner(() => PLAIN_GIT), environment: PLAIN_GIT }),
    repository: repository.root,
    elsewhere,
    close: async () => {
      await repository.close()
      await rm(elsewhere, { recursive: true })
    },
  }
})
