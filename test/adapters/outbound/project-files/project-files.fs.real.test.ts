import { describeProjectFiles } from '../../../contracts/project-files.contract.js'
import { describeRelocation } from '../../../contracts/relocation.contract.js'
import { openRealProjectFiles } from '../../../support/real-project-files.js'

describeProjectFiles('disk', () => openRealProjectFiles())
describeRelocation('disk', () => openRealProjectFiles())
