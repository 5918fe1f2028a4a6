// `npm run api`: writes docs/api, one report of what each entry point of the package promises.
// `npm test` fails when a report differs from the committed one: a change there goes into CHANGELOG.md.
import { mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { CompilerState, Extractor, ExtractorConfig } from '@microsoft/api-extractor'
import { basename, dirname, join } from 'node:path'
import { ENTRY_POINTS, nameOf } from '../lib/entry-points.mjs'
import { main, StepFailed } from '../lib/progress.mjs'
import { root } from '../lib/run.mjs'

const REPORTS = join(root, 'docs/api')
const packageJson = join(root, 'package.json')

/** Every entry point: `{ name, types }`, with the types that the compiler made. */
const entryPoints = () =>
  Object.entries(ENTRY_POINTS).map(([path, module]) => ({
    name: path === '.' ? 'penates' : nameOf(path),
    types: `dist/${module}.d.ts`,
  }))

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
          'ae-forgotten-export': { logLevel: 'warning' },
          'ae-undocumented': { logLevel: 'warning' },
        },
        tsdocMessageReporting: { default: { logLevel: 'none' } },
      },
    },
  })

/** `compilerState` holds one program with every entry point. */
function report(name, config, { write, compilerState }) {
  const errors = []
  const forgotten = []
  const undocumented = []
  const result = Extractor.invoke(config, {
    localBuild: write,
    compilerState,
    messageCallback: (message) => {
      message.handled = true
      const at = `${message.sourceFilePath ?? ''}:${message.sourceFileLine ?? ''}`
      if (message.messageId === 'ae-forgotten-export')
        forgotten.push(/"(\w+)"/.exec(message.text)[1].replace(/_\d+$/, ''))
      else if (message.messageId === 'ae-undocumented')
        undocumented.push({ name: /"(\w+)"/.exec(message.text)[1], error: `${message.text} ${at}` })
      else if (message.logLevel === 'error') errors.push(`${message.text} ${at}`)
    },
  })
  const text = readFileSync(join(root, 'coverage/api', `${name}.api.md`), 'utf8')
  const exported = [...text.matchAll(EXPORTED)].map(([, exportedName]) => exportedName)
  // A member whose name and type say all needs no words.
  errors.push(...undocumented.filter((one) => exported.includes(one.name)).map(({ error }) => error))
  return { name, changed: result.apiReportChanged, errors, forgotten, exported }
}

const EXPORTED = /^export (?:const|function|interface|type|class) (\w+)/gm

/** Tables of variables and of the wire: their inferred types are as long as they are; what derives from them is exported. */
const INFERRED = ['CallOf', 'FeatureValues', 'HUB_ROUTES', 'RECEIVES', 'SENDS', 'Values']

/** Each name of a signature is exported by one entry point; clients of one may import from another. */
function faultsOf(all) {
  const exported = new Map()
  const twice = all.flatMap(({ name, exported: names }) =>
    names.flatMap((one) => {
      const other = exported.get(one)
      exported.set(one, name)
      return other === undefined || other === name ? [] : [`${one} is exported by ${other} and by ${name}`]
    }),
  )
  const forgotten = all.flatMap(({ name, forgotten: names }) =>
    [...new Set(names)]
      .filter((one) => !exported.has(one) && !INFERRED.includes(one))
      .map((one) => `${name}: ${one} is used and not exported`),
  )
  return [...twice, ...forgotten, ...all.flatMap(({ name, errors }) => errors.map((text) => `${name}: ${text}`))]
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
  const faults = faultsOf(all)
  if (faults.length > 0) throw new StepFailed(faults.join('\n'))
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
