import { accountCommandRunner } from '../../../../adapters/outbound/process/command-runner.account.js'
import { processCommandRunner } from '../../../../adapters/outbound/process/command-runner.process.js'
import { describeCommandRunner } from '../../../contracts/command-runner.contract.js'
import { accountOfTests, OPEN_TO_ALL } from '../../../support/accounts.js'
import { commandRunnerHarness, ENVIRONMENT } from '../../../support/command-runner-harness.js'

describeCommandRunner('process of another account', async () =>
  commandRunnerHarness(
    accountCommandRunner(
      processCommandRunner(() => ENVIRONMENT),
      await accountOfTests(),
      ENVIRONMENT,
    ),
    OPEN_TO_ALL,
  ),
)
