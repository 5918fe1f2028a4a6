import type { Plugin } from 'vite'

/** Fonts of other scripts are not part of the shell; they are fetched and kept when a page first needs them. */
const SHELL = /\.(js|css)$|-latin-wght-normal.*\.woff2$/

/** Where the hub serves the worker, so that it may answer for every page. */
export const SERVICE_WORKER_FILE = 'sw.js'

/**
 * Tells the service worker the shell's files. Their names change with their content, and so does the worker: a new
 * build replaces an old one as a whole.
 */
export function serviceWorker(): Plugin {
  return {
    name: 'penates:service-worker',
    apply: 'build',
    generateBundle: {
      // Only then are the scripts gone of which nothing but a style sheet was left: a list with them keeps nothing.
      order: 'post',
      handler(_options, bundle) {
        const worker = bundle[SERVICE_WORKER_FILE]
        if (worker?.type !== 'chunk') throw new Error('The build has no service worker.')
        const assets = Object.keys(bundle)
          .filter((file) => file !== SERVICE_WORKER_FILE && SHELL.test(file))
          .sort()
          .map((file) => `/${file}`)
        worker.code = worker.code.replace(/['"`]__ASSETS__['"`]/, JSON.stringify(assets))
      },
    },
  }
}
