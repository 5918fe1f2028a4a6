import { memoryCallFiles } from '../../../../adapters/outbound/memory/call-files.memory.js'
import { describeCallFiles } from '../../../contracts/call-files.contract.js'
import { describeFake } from '../../../contracts/mutants.js'

describeFake(describeCallFiles, ['files'], () => {
  const files = memoryCallFiles()
  const path = '/work/shop/cart.ts'
  return Promise.resolve({
    files,
    path,
    write: (text: string) => Promise.resolve(files.controls.set(path, text)),
    spoil: () => Promise.resolve(files.controls.set(path, null)),
    close: () => Promise.resolve(),
  })
})
