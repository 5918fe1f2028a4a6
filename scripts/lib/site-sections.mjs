import { StepFailed } from './progress.mjs'

/** Sections in their order, with the names of their pages. A page in none of them fails. */
export const SECTIONS = {
  Run: [
    'agents',
    'board',
    'configuration',
    'container',
    'conversations',
    'files',
    'projects',
    'prompts',
    'repositories',
    'tmux',
    'usage',
    'voice',
    'design',
    'web-client',
  ],
  Embed: ['embedding', 'webhooks'],
  'Write an adapter': ['writing-an-adapter'],
  Test: ['development', 'mutation-testing', 'simulation'],
  Secure: ['SECURITY', 'remote-access', 'session-user'],
  Operate: ['file-events', 'limits', 'service', 'updates', 'CHANGELOG'],
  Reference: ['benchmarks', 'cli', 'glossary', 'mcp'],
  Contribute: ['CONTRIBUTING', 'architecture', 'guide', 'wording'],
  Decisions: ['README'],
}

/** Section of a page of the site, by its file name without an extension. */
export const sectionOf = (page) => {
  if (/^\d{4}-/.test(page)) return 'Decisions'
  const found = Object.entries(SECTIONS).find(([, pages]) => pages.includes(page))
  if (found === undefined) throw new StepFailed(`${page} is in no section of scripts/lib/site-sections.mjs.`)
  return found[0]
}
