// `npm run looks`: compares a digest of the picture of every page, in each theme, language and width, with test/fixtures/looks.json, and
// fails with the path of each picture that differs. `-- --write` renews the digests, `--only name,name` takes these pages alone.
// Needs Chromium (CHROMIUM_PATH) and tmux; uses a scratch home and its own tmux server.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { ensureBuilt } from '../lib/build.mjs'
import { differenceOf, digestOf, looksDifferent, percent } from '../lib/looks.mjs'
import { DEVICES, EMPTY_PAGES, LOOKS, PAGES } from '../lib/page-pictures.mjs'
import { look, newPage, openPictureHub, show } from './picture-browser.mjs'
import { root } from '../lib/run.mjs'

const FILE = join(root, 'test/fixtures/looks.json')
const PICTURES = join(root, '.cache/looks')
/** Looks at a page that differs. */
const TRIES = 2
/** Desktop and phone. */
const SIZES = [DEVICES[0], DEVICES.at(-1)]
/** Faults that must be found, so that the comparison is known to find any. */
const FAULTS = {
  'without style sheets': `for (const sheet of document.querySelectorAll('style, link[rel=stylesheet]')) sheet.remove()`,
  'with an element over the content': `(() => {
    const box = document.createElement('div')
    box.style.cssText = 'position: fixed; inset: 30% 35% auto auto; width: 320px; height: 220px; background: gray; z-index: 99999'
    document.body.append(box)
  })()`,
}

const {
  values: { only, write },
} = parseArgs({
  options: { only: { type: 'string' }, write: { type: 'boolean' } },
})
const wanted = only?.split(',')
const isWanted = ({ name }) => wanted === undefined || wanted.includes(name)
const looks = wanted === undefined ? LOOKS : LOOKS.slice(0, 1)
const sizes = wanted === undefined ? SIZES : SIZES.slice(0, 1)

await ensureBuilt(['server', 'program', 'web'])
const stored = write && wanted === undefined ? { digests: {} } : JSON.parse(readFileSync(FILE, 'utf8'))
const digests = { ...stored.digests }
const problems = []
let compared = 0
mkdirSync(PICTURES, { recursive: true })
const scene = await openPictureHub()
const { browser, hub } = scene
const reader = await (await browser.newContext()).newPage()

/** Compares a page with its digest. A page that differs is shown once more, as the machine may have been busy. */
async function compare(name, page, each, card) {
  compared += 1
  const known = stored.digests[name]
  for (let left = TRIES; left > 0; left -= 1) {
    await show(page, hub, each, card)
    const png = await look(page)
    const digest = await digestOf(reader, png)
    if (write) digests[name] = digest
    if (write || (known !== undefined && !looksDifferent(known, digest))) return
    if (left > 1) continue
    const path = join(PICTURES, `${name}.png`)
    writeFileSync(path, png)
    const what =
      known === undefined ? 'has no digest' : `differs in ${percent(differenceOf(known, digest))} of its cells`
    problems.push(`${name} ${what}: ${path}`)
  }
}

async function compareAll(pages, card) {
  for (const style of looks) {
    for (const device of sizes) {
      const page = await newPage(browser, hub, style, device)
      for (const each of pages) {
        const name = `${each.name}-${device.width}-${style.theme}-${style.language}`
        await compare(name, page, each, card).catch((error) => problems.push(`${name}: ${error.message}`))
      }
      await page.context().close()
    }
  }
}

/** Fails when the comparison does not find a page that is broken on purpose. */
async function compareFaults() {
  for (const [fault, script] of Object.entries(FAULTS)) {
    const page = await newPage(browser, hub, LOOKS[0], SIZES[0])
    await show(
      page,
      hub,
      PAGES.find(({ name }) => name === 'overview'),
      '',
    )
    const whole = await digestOf(reader, await look(page))
    await page.evaluate(script)
    const broken = await digestOf(reader, await look(page))
    console.log(`${fault}: differs in ${percent(differenceOf(whole, broken))} of its cells`)
    if (!looksDifferent(whole, broken)) problems.push(`A page ${fault} is not found.`)
    await page.context().close()
  }
}

try {
  await compareAll(EMPTY_PAGES.filter(isWanted), '')
  const card = await scene.fill(LOOKS[0], SIZES[0])
  await compareAll(PAGES.filter(isWanted), card)
  await compareFaults()
  if (write) writeFileSync(FILE, `${JSON.stringify({ chromium: browser.version(), digests }, null, 1)}\n`)
} finally {
  await scene.close()
}
if (problems.length > 0) {
  console.error(problems.join('\n'))
  console.error(
    `The digests are from Chromium ${stored.chromium}, this is ${browser.version()}. \`npm run looks -- --write\` renews them.`,
  )
  process.exitCode = 1
} else console.log(`${write ? 'Wrote' : 'Compared'} ${compared} digests`)
