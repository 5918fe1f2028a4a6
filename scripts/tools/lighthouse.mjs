// `npm run lighthouse`: scores of Lighthouse for every main page as the hub serves it, desktop and mobile, as a table with its limits. The median of
// five runs, `-- --runs 3` of another number; `--only name,name` takes these pages alone, `--device mobile` one device. Fails on a median of
// accessibility or best practices below its limit; performance depends on the machine and is printed beside its limit.
// Lighthouse is fetched into .cache; needs Chromium (CHROMIUM_PATH) and tmux.
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { chromium } from 'playwright-core'
import { ensureBuilt } from '../lib/build.mjs'
import { cachedFolder, ensureCached } from '../lib/cached-package.mjs'
import { DEVICES, LOOKS, PAGES } from '../lib/page-pictures.mjs'
import { openPictureHub } from './picture-browser.mjs'

const LIGHTHOUSE = {
  name: 'lighthouse',
  package: 'lighthouse',
  version: '13.5.0',
}
const MAIN = [
  ...['overview', 'terminal', 'board', 'projects', 'plan', 'conversations'],
  ...['usage', 'approvals', 'settings', 'status'],
]
const CATEGORIES = ['performance', 'accessibility', 'best-practices']
const LEAST = { desktop: [95, 95, 95], mobile: [90, 95, 95] }
const THROTTLING = {
  desktop: 'simulated: 40 ms, 10 Mbit/s, processor as it is',
  mobile: 'simulated: slow 4G (150 ms, 1.6 Mbit/s), processor at a quarter',
}
/** Audits that fail by design: a terminal takes pasted text itself and sends it to the program. */
const EXPECTED = { terminal: ['paste-preventing-inputs'] }
/** Audits printed for a page below a limit. */
const LISTED = 4

const {
  values: { runs, only, device },
} = parseArgs({
  options: { runs: { type: 'string', default: '5' }, only: { type: 'string' }, device: { type: 'string' } },
})
const names = only?.split(',') ?? MAIN
const forms = Object.keys(LEAST).filter((form) => device === undefined || form === device)

await ensureBuilt(['server', 'program', 'web'])
await ensureCached(LIGHTHOUSE, 'lighthouse', () => undefined)
const modules = join(cachedFolder(LIGHTHOUSE), 'node_modules', 'lighthouse', 'core')
const load = async (file) => (await import(pathToFileURL(join(modules, file)).href)).default
const [lighthouse, desktop] = [await load('index.js'), await load('config/desktop-config.js')]

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]
const scene = await openPictureHub()
const profile = await mkdtemp(join(tmpdir(), 'penates-lighthouse-'))
const context = await chromium.launchPersistentContext(profile, {
  executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--remote-debugging-port=0', '--disable-background-networking', '--disable-component-update'],
})
const faults = []

/** Port of the DevTools protocol, which Chromium writes into its profile. */
async function debuggingPort() {
  return Number((await readFile(join(profile, 'DevToolsActivePort'), 'utf8')).split('\n')[0])
}

/** Scores and the audits that cost the most points. */
async function measure(url, port, form) {
  const flags = {
    port,
    onlyCategories: CATEGORIES,
    disableStorageReset: true,
    logLevel: 'error',
  }
  const { lhr } = await lighthouse(url, flags, form === 'desktop' ? desktop : undefined)
  const scores = CATEGORIES.map((category) => Math.round((lhr.categories[category].score ?? 0) * 100))
  const costs = CATEGORIES.flatMap((category) =>
    lhr.categories[category].auditRefs.map((ref) => ({ ...ref, category })),
  )
    .map(({ id, weight, category }) => {
      const { score, displayValue } = lhr.audits[id]
      return {
        id,
        category,
        cost: weight * (1 - (score ?? 1)),
        value: displayValue,
      }
    })
    .filter(({ cost }) => cost > 0.1)
    .toSorted((a, b) => b.cost - a.cost)
  return { scores, costs, benchmark: lhr.environment.benchmarkIndex }
}

try {
  const card = await scene.fill(LOOKS[0], DEVICES[0])
  const port = await debuggingPort()
  const page = await context.newPage()
  await page.goto(`${scene.hub.url}/#token=${scene.hub.token}`)
  await page.locator('h1').first().waitFor()
  await page.goto('about:blank')
  const devtools = await context.newCDPSession(page)
  await devtools.send('ServiceWorker.enable')
  console.log(`Lighthouse ${LIGHTHOUSE.version}, Chromium ${scene.browser.version()}, median of ${runs}\n`)
  for (const form of forms) console.log(`${form}, ${THROTTLING[form]}`)
  console.log('\n| page | device | performance | accessibility | best practices | all runs | index of the processor |')
  console.log('| --- | --- | --- | --- | --- | --- | --- |')
  for (const name of names) {
    const { path, title } = PAGES.find((each) => each.name === name)
    for (const form of forms) {
      const results = []
      for (let run = 0; run < Number(runs); run += 1) {
        // The service worker of an earlier run keeps its process. The page would share it, and the profiler that starts with
        // the page would walk all that earlier pages have left there, for up to 170 ms that count as work of the page.
        await devtools.send('ServiceWorker.stopAllWorkers')
        results.push(await measure(scene.hub.url + path(card), port, form))
      }
      const medians = CATEGORIES.map((_, at) => median(results.map(({ scores }) => scores[at])))
      const performance = results.map(({ scores }) => scores[0]).join(' ')
      const benchmark = Math.round(median(results.map(({ benchmark }) => benchmark)))
      console.log(`| ${title} | ${form} | ${medians.join(' | ')} | ${performance} | ${benchmark} |`)
      const low = CATEGORIES.filter((_, at) => medians[at] < LEAST[form][at])
      if (low.length === 0) continue
      const { costs } = results.toSorted((a, b) => a.scores[0] - b.scores[0])[0]
      const unexpected = costs.filter(({ id, category }) => low.includes(category) && !EXPECTED[name]?.includes(id))
      if (unexpected.some(({ category }) => category !== 'performance')) process.exitCode = 1
      faults.push(`${title}, ${form}: ${low.join(', ')} below ${LEAST[form].join(', ')}`)
      faults.push(...costs.slice(0, LISTED).map(({ id, value = '' }) => `  ${id} ${value}`))
    }
  }
} finally {
  await context.close()
  await rm(profile, { recursive: true, force: true })
  await scene.close()
}
if (faults.length > 0) console.error(`\n${faults.join('\n')}`)
