// `npm run api`: writes docs/api, one report of what each entry point of the package promises.
// `npm test` fails when a report differs from the committed one: a change there goes into CHANGELOG.md.
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { CompilerState, Extractor, ExtractorConfig } from '@microsoft/api-extractor'
import { basename, dirname, join } from 'node:path'
import { main, StepFailed } from '../lib/progress.mjs'
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

const configOf = ({ name, types }) =>
  ExtractorConfig.prepare({
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

/** `compilerState` holds one program with every entry point. */
function report(name, config, { write, compilerState }) {
  const told = []
  const result = Extractor.invoke(config, {
    localBuild: write,
    compilerState,
    messageCallback: (message) => {
      message.handled = true
      if (message.logLevel === 'error') told.push(message.text)
    },
  })
  return { name, changed: result.apiReportChanged, told }
}

function reports(write) {
  mkdirSync(REPORTS, { recursive: true })
  mkdirSync(join(root, 'coverage/api'), { recursive: true })
  const points = entryPoints().map((point) => ({ ...point, config: configOf(point) }))
  const [first, ...others] = points
  const compilerState = CompilerState.create(first.config, {
    additionalEntryPoints: others.map(({ types }) => join(root, types)),
  })
  const all = points.map(({ name, config }) => report(name, config, { write, compilerState }))
  const wanted = new Set(points.map(({ name }) => `${name}.api.md`))
  const left = readdirSync(REPORTS).filter((file) => file.endsWith('.api.md') && !wanted.has(file))
  const broken = all.flatMap(({ name, told }) => told.map((text) => `${name}: ${text}`))
  if (broken.length > 0) throw new StepFailed(broken.join('\n'))
  return { changed: all.filter(({ changed }) => changed).map(({ name }) => name), left }
}

/** Fails when an entry point no longer promises what its committed report says. */
function check() {
  const { changed, left } = reports(false)
  if (changed.length > 0) {
    throw new StepFailed(`Run \`npm run api\` and tell it in CHANGELOG.md. Changed: ${changed.join(', ')}`)
  }
  if (left.length > 0) throw new StepFailed(`docs/api has reports of no entry point: ${left.join(', ')}`)
}

if (process.argv.includes('--check')) await main(check)
else {
  const { changed, left } = reports(true)
  for (const name of changed) console.log(`${basename(dirname(REPORTS))}/api/${name}.api.md written`)
  for (const file of left) console.log(`docs/api/${file} belongs to no entry point: remove it`)
}
