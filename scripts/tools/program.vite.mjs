// `dist/program/main.js`: the hub's program in few files, made from what the compiler made. Loading 700 small files takes
// longer than starting what is in them.
import { readFileSync } from 'node:fs'
import { defineConfig } from 'vite'

const { dependencies } = JSON.parse(readFileSync('package.json', 'utf8'))

const TRACES = Object.keys(dependencies).filter((name) => name.startsWith('@opentelemetry/'))

export default defineConfig({
  logLevel: 'error',
  build: {
    ssr: 'dist/composition/main.js',
    outDir: 'dist/program',
    emptyOutDir: true,
    target: 'node20',
    minify: false, // so that a stack in the log can be read
    license: { fileName: 'LICENSES.md' },
    rolldownOptions: { output: { entryFileNames: '[name].js', chunkFileNames: '[name].js' } },
  },
  // All but what comes with a binary, and what is loaded for those only who want traces.
  ssr: { noExternal: true, external: ['node-pty', 'fs-native-extensions', ...TRACES] },
})
