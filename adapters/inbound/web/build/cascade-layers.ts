import type { Plugin } from 'vite'

/** Sheets that only name the layers. */
const ORDER = /\/styles\/layers\.css$/

/** Layer of a style sheet, by its path. */
function layerOf(path: string): string {
  if (path.endsWith('/styles/utilities.css')) return 'utilities'
  if (path.includes('/src/styles/')) return 'base'
  return path.includes('/src/ui/') || path.includes('/node_modules/') ? 'ui' : 'feature'
}

/** Puts each style sheet into the cascade layer of its folder, so that no sheet can be outside of the layers, which would win over all. */
export const cascadeLayers = (): Plugin => ({
  name: 'penates:cascade-layers',
  enforce: 'pre',
  transform: (code, id) =>
    id.endsWith('.css') && !ORDER.test(id) ? { code: `@layer ${layerOf(id)} {\n${code}\n}`, map: null } : null,
})
