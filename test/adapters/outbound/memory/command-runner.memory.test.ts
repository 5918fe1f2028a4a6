import { memoryCommandRunner } from '../../../../adapters/outbound/memory/command-runner.memory.js'
import { describeCommandRunner } from '../../../contracts/command-runner.contract.js'

describeCommandRunner('memory', () => {
  const runner = memoryCommandRunner()
  runner.script(([program, ...words], options) => {
    switch (program) {
      case 'words':
        return { stdout: words.map((word) => `<${word}>`).join('') }
      case 'fail':
        return { exitCode: 7, stdout: 'out', stderr: 'err' }
      case 'killed':
        return { exitCode: null }
      case 'copy':
        return { stdout: options.input ?? '' }
      case 'variable':
        return { stdout: options.environment?.[words[0] ?? ''] ?? '' }
      case 'folder':
        return { stdout: options.directory ?? '' }
      case 'endless':
        return 'never-ends'
      case 'bytes':
        return { stdout: '\0'.repeat(Number(words[0])) }
      default:
        return null
    }
  })
  return Promise.resolve({
    runner,
    printWords: (...words) => ['words', ...words],
    failing: ['fail'],
    killed: ['killed'],
    copyInput: ['copy'],
    printVariable: (variable) => ['variable', variable],
    printFolder: ['folder'],
    folder: '/somewhere',
    endless: ['endless'],
    printBytes: (bytes) => ['bytes', String(bytes)],
    missing: ['missing'],
    close: () => Promise.resolve(),
  })
})
