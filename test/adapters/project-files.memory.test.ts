import { memoryDisk } from '../../adapters/outbound/memory/file-disk.memory.js'
import { memoryProjectFiles } from '../../adapters/outbound/memory/project-files.memory.js'
import { describeProjectFiles, type ProjectFilesHarness } from '../contracts/project-files.contract.js'
import { describeRelocation } from '../contracts/relocation.contract.js'

const open = (): Promise<ProjectFilesHarness> => {
  let now = 1_772_352_930_123
  const disk = memoryDisk(() => (now += 1))
  disk.hands.makeFolder('/work/shop')
  disk.hands.makeFolder('/work/outside')
  return Promise.resolve({
    files: memoryProjectFiles(disk),
    root: '/work/shop',
    outside: '/work/outside',
    hands: disk.hands,
    close: () => undefined,
  })
}

describeProjectFiles('memory', open)
describeRelocation('memory', open)
