import { memoryCallFiles } from '../../../../adapters/outbound/memory/call-files.memory.js'
import { describeCallFiles } from '../../../contracts/call-files.contract.js'
import { describeFake } from '../../../contracts/mutants.js'

describeFake(describeCallFiles, ['files'], () => {
  const files = memoryCallFiles()
  const path = '/work/shop/cart.ts'
  const put = (text: string | null): Promise<void> => {
    files.controls.set(path, text)
    return Promise.resolve()
  }
  return Promise.resolve({
    files,
    path,
    write: put,
    spoil: () => put(null),
    close: () => Promise.resolve(),
  })
})
