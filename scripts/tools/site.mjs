// `npm run docs:site`: the site of the documentation, in `dist/site`: the pages of `docs` in sections, decisions, and the
// reference of every entry point from its doc comments. Fails for a link that leads nowhere.
import { existsSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { Application, Converter, Logger, LogLevel } from 'typedoc'
import { ENTRY_POINTS } from '../lib/entry-points.mjs'
import { main, StepFailed } from '../lib/progress.mjs'
import { root } from '../lib/run.mjs'
import { SECTIONS, sectionOf } from '../lib/site-sections.mjs'

const heading = (content) => /^# (.+)$/m.exec(content.map(({ text }) => text).join(''))?.[1]

/** Files that are part of the site. */
const IS_IN_SITE = /^(docs\/(adr\/)?[^/]+\.md|docs\/(images|screens)\/.+|[A-Z]+(\.md)?)$/
/** Said of a link to a folder, which is replaced below. */
const FOLDER = /is not a file and will not be copied/

const { homepage } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))

/** Links to source files and folders lead to the repository. Returns those that lead nowhere. */
function leadSourcesToRepository(content, folder) {
  const missing = []
  for (const part of content) {
    if (part.kind !== 'relative-link') continue
    const path = join(folder, part.text.replace(/#.*$/, ''))
    if (!existsSync(join(root, path))) missing.push(path)
    if (IS_IN_SITE.test(path)) continue
    Object.assign(part, { kind: 'text', text: `${homepage}/tree/main/${path}` })
    delete part.target
    delete part.targetAnchor
  }
  return missing
}

class FaultLog extends Logger {
  faults = []
  addContext = (message) => message
  log(message, level) {
    if (level >= LogLevel.Warn && !FOLDER.test(message)) this.faults.push(message)
  }
}

/** Writes the site. */
async function buildSite(out) {
  const app = await Application.bootstrap({
    name: 'Penates',
    entryPoints: Object.values(ENTRY_POINTS).map((module) => join(root, `${module}.ts`)),
    tsconfig: join(root, 'tsconfig.json'),
    projectDocuments: ['docs/*.md', 'docs/adr/*.md', 'CHANGELOG.md', 'CONTRIBUTING.md', 'SECURITY.md'].map((path) =>
      join(root, path),
    ),
    readme: join(root, 'README.md'),
    out,
    basePath: root,
    skipErrorChecking: true,
    disableGit: true,
    disableSources: true,
    excludeExternals: true,
    excludePrivate: true,
    highlightLanguages: [
      'typescript',
      'javascript',
      'json',
      'bash',
      'shellscript',
      'yaml',
      'ini',
      'http',
      'tsx',
      'html',
      'nginx',
      'docker',
      'diff',
      'markdown',
    ],
    ignoredHighlightLanguages: ['mermaid'],
    navigation: { includeCategories: true, includeGroups: false },
    categoryOrder: [...Object.keys(SECTIONS), 'API'],
    defaultCategory: 'API',
    validation: { notExported: false, invalidLink: true, invalidPath: true, rewrittenLink: false },
  })
  const log = new FaultLog()
  app.logger = log
  const names = Object.fromEntries(
    Object.entries(ENTRY_POINTS).map(([path, module]) => [module, `penates${path.slice(1)}`]),
  )
  app.converter.on(Converter.EVENT_CREATE_DOCUMENT, (_context, document) => {
    const path = document.name
    const page = basename(path)
    document.name = heading(document.content) ?? page
    document.frontmatter.category = sectionOf(page)
    const missing = leadSourcesToRepository(document.content, dirname(path))
    log.faults.push(...missing.map((target) => `${path}: no file ${target}`))
  })
  app.converter.on(Converter.EVENT_RESOLVE_BEGIN, ({ project }) => {
    for (const child of project.children ?? []) child.name = names[child.name] ?? child.name
  })
  const project = await app.convert()
  if (project === undefined) throw new StepFailed('The types could not be read.')
  app.validate(project)
  await app.generateDocs(project, out)
  if (log.faults.length > 0) throw new StepFailed(log.faults.join('\n'))
}

await main(() => buildSite(join(root, 'dist/site')))
