// `npm run screenshots`: the pictures of README in docs/images and a sheet of every page in docs/design.md, from a hub with made-up projects, sessions and
// cards. `-- --only name,name` takes the sheets of these pages alone, `--singles FOLDER` writes each picture of them too, in full size.
// Needs Chromium (CHROMIUM_PATH) and tmux; uses a scratch home and its own tmux server.
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { ensureBuilt } from '../lib/build.mjs'
import { look, newPage, openPictureHub, show } from './picture-browser.mjs'
import { DEVICES, EMPTY_PAGES, LOOKS, PAGES, SHEETS, sheetOf, writeDesign } from '../lib/page-pictures.mjs'
import { root } from '../lib/run.mjs'

const SIZE = { width: 1200, height: 640 }
/** Size of a page on its sheet. */
const SCALE = 0.5
const QUALITY = 0.7

const {
  values: { only, singles },
} = parseArgs({
  options: { only: { type: 'string' }, singles: { type: 'string' } },
})
const wanted = only?.split(',')
const isWanted = ({ name }) => wanted === undefined || wanted.includes(name)

/** One picture of several, side by side and below each other, as WebP: a third of the size of the PNG of a browser. */
async function webp(context, rows, scale) {
  const page = await context.newPage()
  const address = await page.evaluate(
    async ([rows, scale, quality]) => {
      const GAP = 16
      const load = async (source) => {
        const image = new Image()
        image.src = source
        await image.decode()
        return image
      }
      const images = await Promise.all(rows.map((row) => Promise.all(row.map(load))))
      const sum = (sizes) => sizes.reduce((all, size) => all + size * scale, GAP * (sizes.length - 1))
      const canvas = document.createElement('canvas')
      canvas.width = sum(images[0].map(({ width }) => width))
      canvas.height = sum(images.map(([{ height }]) => height))
      const drawing = canvas.getContext('2d')
      drawing.imageSmoothingQuality = 'high'
      let y = 0
      for (const row of images) {
        let x = 0
        for (const image of row) {
          drawing.drawImage(image, x, y, image.width * scale, image.height * scale)
          x += image.width * scale + GAP
        }
        y += row[0].height * scale + GAP
      }
      return canvas.toDataURL('image/webp', quality)
    },
    [rows.map((row) => row.map((png) => `data:image/png;base64,${png.toString('base64')}`)), scale, QUALITY],
  )
  await page.close()
  return Buffer.from(address.slice(address.indexOf(',') + 1), 'base64')
}

async function pictureReadme(page, name) {
  await writeFile(join(root, 'docs/images', `${name}.webp`), await webp(page.context(), [[await look(page)]], 1))
}

/** Pictures of pages on a device, in their order. */
async function picturesOn(device, browser, hub, pages, card, style) {
  const { theme } = style
  const page = await newPage(browser, hub, style, device)
  const pictures = []
  for (const each of pages) {
    const { name } = each
    try {
      await show(page, hub, each, card)
    } catch (error) {
      // The other pages are pictured all the same.
      console.error(`${name}, ${device.width} px, ${theme}: ${error.message}`)
      process.exitCode = 1
    }
    const png = await look(page)
    pictures.push(png)
    if (singles) await writeFile(join(singles, `${name}-${device.width}-${theme}.png`), png)
  }
  await page.context().close()
  return pictures
}

/** Sheets of pages: devices beside each other, themes below each other. */
async function pictureSheets(browser, hub, pages, card) {
  const rows = []
  for (const style of LOOKS) {
    // One after the other, because a terminal has the size of its smallest viewer.
    const row = []
    for (const device of DEVICES) row.push(await picturesOn(device, browser, hub, pages, card, style))
    rows.push(row)
  }
  const context = await browser.newContext()
  for (const [index, { name }] of pages.entries()) {
    const sheet = rows.map((row) => row.map((pictures) => pictures[index]))
    await writeFile(join(root, 'docs', SHEETS, sheetOf(name)), await webp(context, sheet, SCALE))
  }
  await context.close()
}

async function pictureReadmePages(browser, hub, theme) {
  const page = await newPage(browser, hub, { language: 'en', theme }, SIZE)
  await page.getByRole('button', { name: 'Allow', exact: true }).first().waitFor()
  await pictureReadme(page, `overview-${theme}`)
  await page.goto(`${hub.url}/s/cc-web-shop`)
  await page.locator('.xterm').waitFor()
  await pictureReadme(page, `terminal-${theme}`)
  await page.goto(`${hub.url}/board`)
  await page.locator('.card-title').first().waitFor()
  await pictureReadme(page, `board-${theme}`)
  await page.context().close()
}

await ensureBuilt(['server', 'program', 'web'])
const scene = await openPictureHub()
const { browser, hub } = scene
try {
  const sheets = join(root, 'docs', SHEETS)
  if (wanted === undefined) await rm(sheets, { recursive: true, force: true })
  await mkdir(sheets, { recursive: true })
  if (singles) await mkdir(singles, { recursive: true })
  await pictureSheets(browser, hub, EMPTY_PAGES.filter(isWanted), '')
  const card = await scene.fill(LOOKS[0], SIZE)
  await pictureSheets(browser, hub, PAGES.filter(isWanted), card)
  if (wanted === undefined) {
    for (const { theme } of LOOKS) await pictureReadmePages(browser, hub, theme)
    writeDesign()
  }
} finally {
  await scene.close()
}
