import { memoryDisk } from '../../../../adapters/outbound/memory/file-disk.memory.js'
import { memoryProjectFiles } from '../../../../adapters/outbound/memory/project-files.memory.js'
import { describeProjectFiles, type ProjectFilesHarness } from '../../../contracts/project-files.contract.js'
import { describeFake } from '../../../contracts/mutants.js'
import { describeRelocation } from '../../../contracts/relocation.contract.js'

const open = async (): Promise<ProjectFilesHarness> => {
  let now = 1_772_352_930_123
  const disk = memoryDisk(() => (now += 1))
  await disk.controls.makeFolder('/work/shop')
  await disk.controls.makeFolder('/work/outside')
  return {
    files: memoryProjectFiles(disk),
    root: '/work/shop',
    outside: '/work/outside',
    controls: disk.controls,
    close: () => undefined,
  }
}

describeFake(describeProjectFiles, ['files'], open)
describeFake(describeRelocation, ['files'], open)
