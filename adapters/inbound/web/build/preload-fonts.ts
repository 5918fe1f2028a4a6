import type { HtmlTagDescriptor, Plugin } from 'vite'

/** Fonts of the first view: Latin, upright. Other scripts are loaded on demand. */
const FIRST_VIEW = /(inter|jetbrains-mono)-latin-wght-normal.*\.woff2$/

/** Preloads the first view's fonts together with its script, so that text is drawn once. */
export function preloadFonts(): Plugin {
  return {
    name: 'penates:preload-fonts',
    transformIndexHtml: {
      order: 'post',
      handler: (_html, { bundle }): HtmlTagDescriptor[] =>
        Object.keys(bundle ?? {})
          .filter((file) => FIRST_VIEW.test(file))
          .map((file) => ({
            tag: 'link',
            attrs: { rel: 'preload', href: `./${file}`, as: 'font', type: 'font/woff2', crossorigin: '' },
            injectTo: 'head',
          })),
    },
  }
}
