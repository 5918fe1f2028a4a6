import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { eventually } from '../support/eventually.js'
import { terminalShows } from '../support/terminal-page.js'
import { withHub } from '../support/with-hub.js'

const PNG_HEAD = '89504e470d0a1a0a'

describe('attachments in the browser', function () {
  this.timeout(120_000)
  let folder: string
  const t = withHub({
    prepare: async (place) => {
      folder = join(place.home, 'code')
      await mkdir(folder)
    },
    ready: async ({ hub }) => {
      // Shows what is typed, and does nothing with it.
      await hub.call('POST', '/api/sessions', { name: 'shop', directory: folder, command: 'echo ready; exec cat' })
    },
  })

  const openTerminal = async (page: Page): Promise<void> => {
    await page.goto(`${t.hub.url}/s/cc-shop`)
    await terminalShows(page, 'ready')
  }

  /** Pastes a picture of that size, as a screenshot comes out of the clipboard. */
  const pastePicture = (page: Page, width: number, height: number): Promise<unknown> =>
    page.evaluate(`(async () => {
      const canvas = document.createElement('canvas')
      canvas.width = ${width}
      canvas.height = ${height}
      canvas.getContext('2d').fillRect(0, 0, ${width}, ${height})
      const png = await new Promise((resolve) => canvas.toBlob(resolve, 'image/png'))
      const clipboardData = new DataTransfer()
      clipboardData.items.add(new File([png], 'image.png', { type: 'image/png' }))
      const target = document.querySelector('.terminal-box textarea')
      target.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
    })()`)

  it('is a file that was dropped on its terminal: stored beside its work, named at its prompt', async () => {
    const { page, faults } = await t.browser.signedIn(t.hub)
    await openTerminal(page)
    const dataTransfer = await page.evaluateHandle(`{
      const carried = new DataTransfer()
      carried.items.add(new File(['hello'], 'my notes.txt'))
      carried
    }`)
    const area = page.locator('.terminal-area')
    for (const type of ['dragenter', 'dragover']) await area.dispatchEvent(type, { dataTransfer })
    await page.getByText('Drop to upload to the folder of shop').waitFor()
    await area.dispatchEvent('drop', { dataTransfer })
    await eventually(async () => {
      expect(await readFile(join(folder, 'my notes.txt'), 'utf8')).to.equal('hello')
    })
    await terminalShows(page, "'my notes.txt'")
    expect(faults()).to.deep.equal([])
  })

  it('is a pasted picture that was drawn on first', async () => {
    const { page, faults } = await t.browser.signedIn(t.hub)
    await openTerminal(page)
    await pastePicture(page, 800, 500)
    const canvas = page.getByRole('img', { name: /Picture/ })
    await canvas.waitFor()
    await eventually(async () => {
      expect(await canvas.getAttribute('width')).to.equal('800')
    })
    const drag = async (x: number, y: number): Promise<void> => {
      const box = await canvas.boundingBox()
      if (!box) throw new Error('no canvas')
      await page.mouse.move(box.x + 40, box.y + 40)
      await page.mouse.down()
      await page.mouse.move(box.x + x, box.y + y, { steps: 4 })
      await page.mouse.up()
    }
    const red = (): Promise<unknown> =>
      page.evaluate(`(() => {
        const { data } = document.querySelector('.drawing-box canvas').getContext('2d').getImageData(0, 0, 800, 500)
        let count = 0
        for (let at = 0; at < data.length; at += 4) if (data[at] > 200 && data[at + 1] < 100) count += 1
        return count > 0
      })()`)
    await drag(200, 120)
    expect(await red()).to.equal(true)
    await page.keyboard.press('Control+z')
    expect(await red()).to.equal(false)
    await page.keyboard.press('Control+Shift+z')
    await page.getByRole('button', { name: 'Text', exact: true }).click()
    await canvas.click({ position: { x: 100, y: 200 } })
    await page.getByLabel('Text on the picture').fill('here')
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: /Send to shop/ }).click()
    await canvas.waitFor({ state: 'detached' })
    const images = join(folder, '.penates-images')
    const [name = ''] = (await readdir(images)).filter((one) => one.endsWith('.png'))
    expect((await readFile(join(images, name))).subarray(0, 8).toString('hex')).to.equal(PNG_HEAD)
    await terminalShows(page, `.penates-images/${name}`)
    expect(faults()).to.deep.equal([])
  })

  it('is left alone when the sheet is closed', async () => {
    const { page } = await t.browser.signedIn(t.hub)
    await openTerminal(page)
    await pastePicture(page, 40, 30)
    await page.getByRole('dialog', { name: 'Annotate the picture' }).waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    expect(await readdir(folder)).to.deep.equal([])
  })

  it('lies among its files, which are a press away from its terminal', async () => {
    await writeFile(join(folder, 'notes.txt'), 'hello from the folder')
    const { page, faults } = await t.browser.signedIn(t.hub)
    await openTerminal(page)
    await page.getByRole('button', { name: 'Repository' }).click()
    await page.getByRole('link', { name: 'Files', exact: true }).click()
    await page.getByRole('treeitem', { name: 'notes.txt' }).click()
    await page.getByText('hello from the folder').waitFor()
    expect(page.url()).to.equal(`${t.hub.url}/s/cc-shop/files?path=notes.txt`)
    expect(faults()).to.deep.equal([])
  })
})
