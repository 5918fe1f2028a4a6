import type { Plugin, Rolldown, HtmlTagDescriptor } from 'vite'

/** Modules that the first script loads on demand: by the first part of the address, and by language. */
const FIRST_MODULES: Readonly<Record<string, string>> = {
  s: 'terminal/terminal-page.tsx',
  approvals: 'approvals/approvals-page.tsx',
  board: 'board/board-page.tsx',
  conversations: 'conversations/conversations-page.tsx',
  p: 'projects/project-page.tsx',
  projects: 'projects/projects-page.tsx',
  settings: 'settings/settings.tsx',
  status: 'status/status-page.tsx',
  usage: 'usage/usage-page.tsx',
  de: 'app/texts/de.ts',
}
/** Its tag reads the list, which stands before it. */
const READER = '<script src="./theme.js">'

type Bundle = Rolldown.OutputBundle

/**
 * Lists the files of each page in the document, so that `theme.js` requests those of the page that opens together with
 * the first script, and not after it has run.
 */
export function pageFiles(): Plugin {
  return {
    name: 'penates:page-files',
    transformIndexHtml: {
      order: 'post',
      handler: (html, { bundle, chunk }) => {
        if (bundle === undefined || chunk === undefined) return html
        const first = withImports(bundle, chunk.fileName)
        const lists = Object.entries(FIRST_MODULES).map(([name, module]) => {
          const entry = Object.values(bundle).find(
            (each) => each.type === 'chunk' && each.facadeModuleId?.endsWith(`/src/${module}`),
          )
          if (entry === undefined) throw new Error(`The build has no script of ${module}.`)
          const files = [...withImports(bundle, entry.fileName)].filter((file) => !first.has(file))
          return [name, ...files].join(' ')
        })
        if (!html.includes(READER)) throw new Error('The document has no theme.js.')
        return html.replace(READER, `<meta name="page-files" content="${lists.join(';')}" />\n    ${READER}`)
      },
    },
  }
}

/** A script, those that it imports, and the style sheets of all of them. */
function withImports(bundle: Bundle, file: string, found = new Set<string>()): ReadonlySet<string> {
  const chunk = bundle[file]
  if (found.has(file) || chunk?.type !== 'chunk') return found
  found.add(file)
  for (const sheet of chunk.viteMetadata?.importedCss ?? []) found.add(sheet)
  for (const imported of chunk.imports) withImports(bundle, imported, found)
  return found
}

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
