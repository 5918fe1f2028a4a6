import type { Plugin } from 'vite'

/** Sheets of sources and packages. The style element of the document, which names the order of the layers, is none. */
const SHEET = /(?<!html-proxy.*)\.css$/

/** Layer of a style sheet, by its path. */
function layerOf(path: string): string {
  if (path.endsWith('/styles/utilities.css')) return 'utilities'
  if (path.includes('/src/styles/')) return 'base'
  return path.includes('/src/ui/') || path.includes('/node_modules/') ? 'ui' : 'feature'
}

/** Puts each style sheet into the cascade layer of its folder. A sheet outside of the layers would win over all of them. */
export const cascadeLayers = (): Plugin => ({
  name: 'penates:cascade-layers',
  enforce: 'pre',
  transform: (code, id) => (SHEET.test(id) ? { code: `@layer ${layerOf(id)} {\n${code}\n}`, map: null } : null),
})

const ROUTES = /\/adapters\/inbound\/http\/.*\.ts$/
const SUMMARY = /^(\s+summary:)\s+(['"]).*\2,$/gm

/** Leaves the descriptions of routes out of the client, which takes their paths and codecs alone. */
export const leaveOutSummaries = (): Plugin => ({
  name: 'penates:leave-out-summaries',
  enforce: 'pre',
  transform: (code, id) => (ROUTES.test(id) ? { code: code.replace(SUMMARY, "$1 '',"), map: null } : null),
})
