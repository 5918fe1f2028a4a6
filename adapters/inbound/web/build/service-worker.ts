import type { Plugin } from 'vite'

/** Fonts of other scripts are not part of the shell. The worker caches them when a page first loads them. */
const SHELL = /\.(js|css)$|-latin-wght-normal.*\.woff2$/

/** File name at the root of the site, so that the worker's scope covers every page. */
export const SERVICE_WORKER_FILE = 'sw.js'

/**
 * Passes the list of the shell's files to the service worker. File names contain a content hash, so each build produces
 * a new worker that replaces the old one as a whole.
 */
export function serviceWorker(): Plugin {
  return {
    name: 'penates:service-worker',
    apply: 'build',
    generateBundle: {
      // Runs last: scripts that contained only a style sheet are removed by then and must not be listed.
      order: 'post',
      handler(_options, bundle) {
        const worker = bundle[SERVICE_WORKER_FILE]
        if (worker?.type !== 'chunk') throw new Error('The build has no service worker.')
        const assets = Object.keys(bundle)
          .filter((file) => file !== SERVICE_WORKER_FILE && SHELL.test(file))
          .sort()

        worker.code = worker.code.replace(/['"`]__ASSETS__['"`]/, JSON.stringify(assets))
      },
    },
  }
}
