// `dist/program/main.js`: the hub's program in few files, made from what the compiler made. Loading 700 small files takes
// longer than starting what is in them.
import { defineConfig } from 'vite'

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
  // All but what comes with a binary.
  ssr: { noExternal: true, external: ['node-pty', 'fs-native-extensions'] },
})
