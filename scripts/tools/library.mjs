// `dist/lib`: the entry points of the package, each in few files, and their types. No package is needed to load them but
// those with a binary. Modules of several entry points are in chunks that they share, so each exists once in a process.
import { join } from 'node:path'
import { rolldown } from 'rolldown'
import { dts } from 'rolldown-plugin-dts'
import { build } from 'vite'
import { functionalFromEs6, nodeBundle, TARGET, WITHOUT_SPACE } from '../lib/bundling.mjs'
import { ENTRY_POINTS, nameOf } from '../lib/entry-points.mjs'
import { root } from '../lib/run.mjs'

const FOLDER = 'dist/lib'
/** Packages of the embedder's tests, which run the contracts. */
const TEST_PACKAGES = ['chai', 'fast-check', 'mocha']

const inputs = (end, isWanted) =>
  Object.fromEntries(
    Object.entries(ENTRY_POINTS)
      .filter(([path]) => isWanted(path))
      .map(([path, module]) => [nameOf(path), `dist/${module}${end}`]),
  )
const isClient = (path) => path === './client'

/** The public types use a few types of fp-ts; its package would make an installation twice as large. */
const functionalTypes = {
  name: 'penates:functional-types',
  resolveId: {
    order: 'pre',
    handler: (source) => (source.startsWith('fp-ts/lib/') ? join(root, 'scripts/tools/fp-ts.d.ts') : null),
  },
}

async function write(input, output) {
  const bundle = await rolldown(input)
  await bundle.write({ dir: FOLDER, ...output })
  await bundle.close()
}

await build(
  nodeBundle({
    input: inputs('.js', (path) => !isClient(path)),
    outDir: FOLDER,
    external: TEST_PACKAGES,
  }),
)

// Without chunks that it shares: those load modules of Node.js, which browsers lack.
await write(
  {
    input: inputs('.js', isClient),
    platform: 'browser',
    treeshake: { moduleSideEffects: false },
    transform: { target: TARGET },
    plugins: [functionalFromEs6],
    external: [/^node:/],
  },
  { entryFileNames: '[name].js', comments: false, minify: WITHOUT_SPACE },
)

await write(
  {
    input: inputs('.d.ts', () => true),
    plugins: [functionalTypes, dts({ dtsInput: true, tsconfig: false })],
    external: [/^node:/, 'koa', 'ws', ...TEST_PACKAGES],
  },
  { entryFileNames: '[name].d.ts', chunkFileNames: '[name].d.ts' },
)
