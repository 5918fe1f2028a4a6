import { memorySessionImages } from '../../../../adapters/outbound/memory/session-images.memory.js'
import { describeSessionImages } from '../../../contracts/session-images.contract.js'
import { describeFake } from '../../../contracts/mutants.js'

describeFake(describeSessionImages, ['images'], () => {
  const images = memorySessionImages()
  images.addFolder('/shop')
  return Promise.resolve({
    images,
    folder: '/shop',
    missing: '/none',
    linkImageFolder: () => {
      images.linkImageFolder('/shop')
      return Promise.resolve()
    },
    addFile: (name, writtenAt) => {
      images.addFile('/shop', name, writtenAt)
      return Promise.resolve()
    },
    files: () => Promise.resolve(images.filesOf('/shop')),
    wallTime: (at) => new Date(at).toISOString().slice(0, 19).replaceAll(':', '').replace('T', '-'),
    close: () => Promise.resolve(),
  })
})
