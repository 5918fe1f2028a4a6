// `dist/program`: the hub's program in few files, made from what the compiler made. Loading 700 small files takes longer than
// starting what is in them. `main.cjs` loads `program.cjs` with the code of an earlier run, which V8 takes for CommonJS only. `dist/scripts`: files that the hub runs as processes and threads, or copies.
// `dist/man/penates.1`: its manual page.
import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'vite'
import { nodeBundle } from '../lib/bundling.mjs'
import { groupLicenses } from '../lib/licenses.mjs'

const AGENTS = 'adapters/outbound/agents'
const SCRIPTS = 'dist/scripts'

const inFolder = (folder, isWanted) =>
  readdirSync(join('dist', folder), { recursive: true })
    .filter(isWanted)
    .map((file) => join(folder, file))

const formats = inFolder(AGENTS, (file) => /\/(logs|transcripts)\.js$/.test(file))
const separate = [
  ...formats,
  'adapters/outbound/conversation-index/conversation-index.script.js',
  'adapters/outbound/process/programs.script.js',
  'adapters/outbound/project-files/folder-reader.script.js',
  'adapters/outbound/usage-logs/usage-logs.script.js',
  'adapters/outbound/nodegit/reader.script.js',
  'adapters/inbound/http/usage/usage-encoder.js',
]

/** Two commands and a route share these packages, and a start needs none of them: they are in chunks of their own. */
const isOfMcp = (id) =>
  /adapters\/inbound\/mcp\/|node_modules\/(@modelcontextprotocol|zod|zod-to-json-schema)\//.test(id)

await build(
  nodeBundle({
    input: 'dist/composition/program/program.js',
    outDir: 'dist/program',
    // The entry points contain no package that the program does not.
    license: { fileName: 'LICENSES.md' },
    // Commands are loaded one by one; what several of them need is one file, in place of 80 small ones.
    output: {
      format: 'cjs',
      // Node.js 20 offers no import() to code from a cache.
      dynamicImportInCjs: false,
      entryFileNames: '[name].cjs',
      chunkFileNames: '[name].cjs',
      codeSplitting: { groups: [{ name: 'shared', minShareCount: 2, test: (id) => !isOfMcp(id) }] },
    },
  }),
)
groupLicenses('dist/program/LICENSES.md')
const loader = nodeBundle({
  input: 'dist/composition/program/main.js',
  outDir: 'dist/program',
  // Node.js starts its loader of ES modules only for a program that is one.
  output: { format: 'cjs', entryFileNames: '[name].cjs' },
})
await build({ ...loader, build: { ...loader.build, emptyOutDir: false } })
await build(
  nodeBundle({
    input: Object.fromEntries(separate.map((file) => [file.replace(/\.js$/, ''), join('dist', file)])),
    outDir: SCRIPTS,
    license: { fileName: 'LICENSES.md' },
  }),
)
groupLicenses(`${SCRIPTS}/LICENSES.md`)
// They are copied into the folders of agents, where the packages of this one are not found.
for (const file of inFolder(AGENTS, (name) => name.endsWith('.script.js')))
  cpSync(join('dist', file), join(SCRIPTS, file))

mkdirSync('dist/man', { recursive: true })
writeFileSync('dist/man/penates.1', execFileSync(process.execPath, ['dist/program/main.cjs', 'man']))
