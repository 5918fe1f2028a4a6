// Parts of the bundler's configuration that the program and the library share.
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { brotliCompressSync } from 'node:zlib'

/** Packages with a binary. */
const NATIVE = ['@lydell/node-pty', 'node-pty', 'fs-native-extensions', 'nodegit']

export const TARGET = 'node20'

/** A character that does not fit into one byte. */
const WIDE = /[\u0100-\uffff]/g

/**
 * Escapes wide characters, which are in literals only. V8 keeps a source with a single one of them in two bytes a character:
 * 2.5 MB of memory for as long as the hub runs.
 */
const oneByteSource = {
  name: 'penates:one-byte-source',
  generateBundle: (_options, bundle) => {
    for (const chunk of Object.values(bundle))
      if (chunk.type === 'chunk')
        chunk.code = chunk.code.replace(WIDE, (wide) => `\\u${wide.charCodeAt(0).toString(16).padStart(4, '0')}`)
  },
}

const NAMES = /function getNameFromProps\(props\) \{[^]*?\n\}/

/** Takes fp-ts and io-ts as modules: their CommonJS builds keep every function, and call each through a getter. */
export const functionalFromEs6 = {
  name: 'penates:functional-from-es6',
  enforce: 'pre',
  resolveId(source, importer) {
    const es6 = source.replace(/^fp-ts\/lib\//, 'fp-ts/es6/').replace(/^io-ts$/, 'io-ts/es6/index.js')
    return es6 === source ? null : this.resolve(es6, importer)
  },
  // io-ts spells out the name of each object codec, which takes half of the time of its evaluation and which no message contains.
  transform: (code, id) => {
    if (!id.endsWith('/io-ts/es6/index.js')) return null
    if (!NAMES.test(code)) throw new Error('io-ts has no getNameFromProps')
    return code.replace(NAMES, "function getNameFromProps() {\n    return '{}'\n}")
  },
}

const MIME_TYPES = /\/mime-types\/index\.js$/
const EAGER = '?eager'

/** Reads the table of content types at the first static file: tables of 2,500 types take 1 MB, which an idle hub does not need. */
const mimeTypesOnDemand = {
  name: 'penates:mime-types-on-demand',
  resolveId: (source) => (source.endsWith(EAGER) ? source : null),
  load: (id) => {
    if (id.endsWith(EAGER)) return readFileSync(id.slice(0, -EAGER.length), 'utf8')
    if (!MIME_TYPES.test(id)) return null
    const functions = ['charset', 'contentType', 'extension', 'lookup']
    return [
      `const eager = () => require(${JSON.stringify(id + EAGER)})`,
      ...functions.map((name) => `exports.${name} = (text) => eager().${name}(text)`),
    ].join('\n')
  },
}

const SQLITE = /\/node-sqlite3-wasm\/dist\/node-sqlite3-wasm\.js$/
const READ_BINARY = 'function getBinarySync(file){'
const READ_COMPRESSED = "return require('node:zlib').brotliDecompressSync(readBinary(`${file}.br`));"

/** Puts SQLite beside the script that takes it, compressed to a third. `__dirname` is that of the script. */
const sqliteBeside = {
  name: 'penates:sqlite-beside',
  enforce: 'pre',
  transform: (code, id) => {
    if (!SQLITE.test(id)) return null
    if (!code.includes(READ_BINARY)) throw new Error('node-sqlite3-wasm has no getBinarySync')
    return code.replace(READ_BINARY, READ_BINARY + READ_COMPRESSED)
  },
  generateBundle(_options, bundle) {
    for (const chunk of Object.values(bundle)) {
      const module = chunk.type === 'chunk' && chunk.moduleIds.find((id) => SQLITE.test(id))
      if (!module) continue
      chunk.code = `const __dirname=import.meta.dirname;${chunk.code}`
      const source = brotliCompressSync(readFileSync(module.replace(/js$/, 'wasm')))
      this.emitFile({ type: 'asset', fileName: join(dirname(chunk.fileName), 'node-sqlite3-wasm.wasm.br'), source })
    }
  },
}

/** Saves a third of the size, on disk and in memory. Names of functions and classes stay, so that a stack in the log can be read. */
export const WITHOUT_SPACE = {
  compress: false,
  mangle: { toplevel: false, keepNames: true },
  codegen: { removeWhitespace: true },
}

/** Configuration of vite for code that Node.js runs: every package is in the output, except those with a binary. */
export const nodeBundle = ({ input, outDir, external = [], output, license = false }) => ({
  configFile: false,
  logLevel: 'error',
  plugins: [functionalFromEs6, oneByteSource, mimeTypesOnDemand, sqliteBeside],
  resolve: { dedupe: ['mime-db'] },
  json: { namedExports: false, stringify: true },
  build: {
    ssr: true,
    ssrEmitAssets: true,
    outDir,
    emptyOutDir: true,
    target: TARGET,
    minify: false,
    license,
    rolldownOptions: {
      input,
      output: {
        entryFileNames: '[name].js',
        chunkFileNames: '[name].js',
        comments: false,
        minify: WITHOUT_SPACE,
        ...output,
      },
    },
  },
  ssr: { noExternal: true, external: [...NATIVE, ...external] },
})
