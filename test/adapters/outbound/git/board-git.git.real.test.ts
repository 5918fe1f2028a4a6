import { describeBoardGit } from '../../../contracts/board-git.contract.js'
import { diskHarness } from '../../../support/board-places.js'

describeBoardGit('git', diskHarness)
