// `dist/program/main.js`: the hub's program in few files, made from what the compiler made. Loading 700 small files takes
// longer than starting what is in them.
import { readFileSync } from 'node:fs'
import { defineConfig } from 'vite'

const { dependencies } = JSON.parse(readFileSync('package.json', 'utf8'))

const TRACES = Object.keys(dependencies).filter((name) => name.startsWith('@opentelemetry/'))

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

export default defineConfig({
  logLevel: 'error',
  plugins: [oneByteSource, mimeTypesOnDemand],
  // The CommonJS build keeps every function, and calls each through a getter.
  resolve: { alias: [{ find: /^fp-ts\/lib\//, replacement: 'fp-ts/es6/' }], dedupe: ['mime-db'] },
  json: { namedExports: false, stringify: true },
  build: {
    ssr: 'dist/composition/main.js',
    outDir: 'dist/program',
    emptyOutDir: true,
    target: 'node20',
    minify: false, // so that a stack in the log can be read
    license: { fileName: 'LICENSES.md' },
    rolldownOptions: {
      output: {
        entryFileNames: '[name].js',
        chunkFileNames: '[name].js',
        comments: false,
        // Commands are loaded one by one; what several of them need is one file, in place of 80 small ones.
        codeSplitting: { groups: [{ name: 'shared', minShareCount: 2 }] },
      },
    },
  },
  // All but what comes with a binary, and what is loaded for those only who want traces.
  ssr: { noExternal: true, external: ['node-pty', 'fs-native-extensions', ...TRACES] },
})
