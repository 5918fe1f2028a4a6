// `npm run api`: writes docs/api, one report of what each entry point of the package promises.
// `npm test` fails when a report differs from the committed one: a change there goes into CHANGELOG.md.
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { StepFailed } from '../lib/progress.mjs'
import { root } from '../lib/run.mjs'

const REPORTS = join(root, 'docs/api')
const packageJson = join(root, 'package.json')

/** Every entry point with types, a pattern spelled out: `{ name, types }`. */
function entryPoints() {
  const { exports: exported } = JSON.parse(readFileSync(packageJson, 'utf8'))
  return Object.entries(exported)
    .filter(([, target]) => target.types !== undefined)
    .flatMap(([key, { types }]) => (key.includes('*') ? spelledOut(key, types) : [{ key, types }]))
    .filter(({ types }, i, all) => all.findLastIndex((other) => other.types === types) === i) // one report a file
    .map(({ key, types }) => ({ name: key === '.' ? 'penates' : key.slice(2).replaceAll('/', '-'), types }))
}

function spelledOut(key, types) {
  const [before, after] = types.split('*')
  return readdirSync(join(root, before))
    .filter((name) => existsSync(join(root, before, name + after)))
    .map((name) => ({ key: key.replace('*', name), types: before + name + after }))
}

async function report({ name, types }, write) {
  const { Extractor, ExtractorConfig } = await import('@microsoft/api-extractor')
  const config = ExtractorConfig.prepare({
    configObjectFullPath: join(root, 'api-extractor.json'),
    packageJsonFullPath: packageJson,
    configObject: {
      projectFolder: root,
      mainEntryPointFilePath: join(root, types),
      compiler: { tsconfigFilePath: join(root, 'tsconfig.json') },
      apiReport: {
        enabled: true,
        reportFileName: `${name}.api.md`,
        reportFolder: REPORTS,
        reportTempFolder: join(root, 'coverage/api'),
      },
      docModel: { enabled: false },
      dtsRollup: { enabled: false },
      tsdocMetadata: { enabled: false },
      messages: {
        compilerMessageReporting: { default: { logLevel: 'error' } },
        extractorMessageReporting: {
          default: { logLevel: 'none' },
        },
        tsdocMessageReporting: { default: { logLevel: 'none' } },
      },
    },
  })
  const told = []
  const result = Extractor.invoke(config, {
    localBuild: write,
    messageCallback: (message) => {
      message.handled = true
      if (message.logLevel === 'error') told.push(message.text)
    },
  })
  return { name, changed: result.apiReportChanged, told }
}

async function reports(write) {
  mkdirSync(REPORTS, { recursive: true })
  mkdirSync(join(root, 'coverage/api'), { recursive: true })
  const points = entryPoints()
  const all = []
  for (const point of points) all.push(await report(point, write))
  const wanted = new Set(points.map(({ name }) => `${name}.api.md`))
  const left = readdirSync(REPORTS).filter((file) => file.endsWith('.api.md') && !wanted.has(file))
  const broken = all.flatMap(({ name, told }) => told.map((text) => `${name}: ${text}`))
  if (broken.length > 0) throw new StepFailed(broken.join('\n'))
  return { changed: all.filter(({ changed }) => changed).map(({ name }) => name), left }
}

/** Fails when an entry point no longer promises what its committed report says. */
export async function checkApi() {
  const { changed, left } = await reports(false)
  if (changed.length > 0) {
    throw new StepFailed(`Run \`npm run api\` and tell it in CHANGELOG.md. Changed: ${changed.join(', ')}`)
  }
  if (left.length > 0) throw new StepFailed(`docs/api has reports of no entry point: ${left.join(', ')}`)
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { changed, left } = await reports(true)
  for (const name of changed) console.log(`${basename(dirname(REPORTS))}/api/${name}.api.md written`)
  for (const file of left) console.log(`docs/api/${file} belongs to no entry point: remove it`)
}
