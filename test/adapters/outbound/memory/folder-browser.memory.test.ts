import { memoryFolderBrowser } from '../../../../adapters/outbound/memory/folder-browser.memory.js'
import { describeFolderBrowser } from '../../../contracts/folder-browser.contract.js'
import { describeFake } from '../../../contracts/mutants.js'

const done =
  <Args extends ReadonlyArray<unknown>>(run: (...args: Args) => void) =>
  (...args: Args): Promise<void> => {
    run(...args)
    return Promise.resolve()
  }

describeFake(describeFolderBrowser, ['browser'], () => {
  const browser = memoryFolderBrowser('/base/root', ['/base/root'])
  browser.addLink('/base/link-to-root', '/base/root')
  return Promise.resolve({
    browser,
    base: '/base',
    root: '/base/root',
    addFolder: done(browser.addFolder),
    addFile: done(browser.addFile),
    addLink: done(browser.addLink),
    close: () => Promise.resolve(),
  })
})
