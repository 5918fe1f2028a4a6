import preact from '@preact/preset-vite'
import { defineConfig } from 'vite'
import { cascadeLayers, leaveOutSummaries } from './build/transforms.js'
import { minifyScript, precompress } from './build/after-build.js'
import { pageFiles, preloadFonts, SERVICE_WORKER_FILE, serviceWorker } from './build/page-files.js'

const here = (path: string): string => decodeURIComponent(new URL(path, import.meta.url).pathname)

/** Oldest supported browsers. */
const BROWSERS = ['chrome120', 'firefox121', 'safari17.2']

/** Builds the client into `dist/web`, which the hub serves. `vite` alone serves it with a running hub behind `/api`. */
export default defineConfig({
  root: here('.'),
  // Relative, so that the hub can be mounted at any path.
  base: './',
  // The same modules in a form whose unused exports the bundler can drop. Node.js loads only `lib`.
  resolve: { alias: [{ find: /^(fp-ts|io-ts)\/lib\//, replacement: '$1/es6/' }] },
  plugins: [
    cascadeLayers(),
    leaveOutSummaries(),
    preact({ devToolsEnabled: false, prefreshEnabled: false }),
    preloadFonts(),
    pageFiles(),
    serviceWorker(),
    minifyScript('theme.js'),
    precompress('assets'),
  ],
  build: {
    outDir: here('../../../dist/web'),
    emptyOutDir: true,
    license: { fileName: 'LICENSES.md' },
    target: BROWSERS,
    cssTarget: BROWSERS,
    // Inlined assets would need `data:` in the policy for fonts.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // Limit for the terminal chunk with xterm, which is loaded with the first terminal.
    chunkSizeWarningLimit: 800,
    rolldownOptions: {
      input: { index: here('index.html'), worker: here('src/service-worker.js') },
      output: {
        entryFileNames: ({ name }) => (name === 'worker' ? SERVICE_WORKER_FILE : 'assets/[name]-[hash].js'),
        // Everything that the first view needs is one script, which compresses better than many.
        codeSplitting: { groups: [{ name: 'shared', tags: ['$initial'], test: /(?<!main\.tsx|service-worker\.js)$/ }] },
      },
    },
  },
  server: {
    host: '127.0.0.1',
    proxy: { '/api': { target: process.env['PENATES_HUB'] ?? 'http://127.0.0.1:3333', ws: true } },
  },
})
