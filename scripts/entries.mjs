// `npm run entries`: writes test/contracts/index.ts, the list of the published contract suites.
// `npm test` checks that it is not out of date, so a new suite is public at once.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { root } from './lib/run.mjs'

const FOLDER = 'test/contracts'

/** Suites of parts that an embedding program does not replace. */
const INTERNAL = [
  ...[
    'agent-cli',
    'agent-servers',
    'agent-settings',
    'answer-signer',
    'approval-history',
    'approval-ledger',
    'background-agents',
    'conversation-index',
    'conversations',
    'folder-browser',
    'directory-source',
    'guarded-folders',
    'hook-scripts',
  ],
  ...[
    'hub-installation',
    'installed-agents',
    'limit-history',
    'limit-source',
    'managed-settings',
    'measurements',
    'own-prices',
    'past-calls',
    'port-probe',
    'port-scan',
  ],
  ...[
    'prerequisite',
    'prompt-queue-store',
    'project-agent-settings',
    'last-reports-store',
    'recording-store',
    'release-feed',
    'relocation',
    'repo-history-on-disk',
    'resume-store',
    'schedule-store',
    'push-plan-store',
    'template-store',
    'seal',
  ],
  ...[
    'service-manager',
    'session-images',
    'session-scope',
    'simulator',
    'state-archive',
    'state-store',
    'terminal-questions',
    'tool-results',
  ],
  ...['repo-writer', 'transcript-context', 'usage-logs'],
  'version-collector',
].map((name) => `${name}.contract.ts`)

function contracts() {
  const files = readdirSync(join(root, FOLDER)).filter((file) => file.endsWith('.contract.ts'))
  const published = [...files.filter((file) => !INTERNAL.includes(file)), 'harness.ts'].sort()
  const lines = published.map((file) => `export * from './${file.replace(/\.ts$/, '.js')}'\n`)
  return { path: `${FOLDER}/index.ts`, text: `// Written by \`npm run entries\`.\n${lines.join('')}` }
}

/** Entry points that do not list what is there now. */
export function staleEntries() {
  const { path, text } = contracts()
  return readFileSync(join(root, path), 'utf8') === text ? [] : [path]
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { path, text } = contracts()
  writeFileSync(join(root, path), text)
}
