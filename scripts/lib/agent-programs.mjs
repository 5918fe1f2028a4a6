// `node scripts/lib/agent-programs.mjs [measured|newest|codex|opencode]` prints the folder of a coding CLI, which tests run in sessions.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { cachedFolder, ensureCached } from './cached-package.mjs'
import { step } from './progress.mjs'

/**
 * `measured`: the version of Claude Code whose hooks, screens and failures were measured. `newest`: the version whose start
 * questions have no numbers and the cursor on "no".
 */
const PROGRAMS = {
  measured: { name: 'claude-code', package: '@anthropic-ai/claude-code', version: '2.1.197', binary: 'claude' },
  newest: { name: 'claude-code', package: '@anthropic-ai/claude-code', version: '2.1.332', binary: 'claude' },
  codex: { name: 'codex', package: '@openai/codex', version: '0.171.0', binary: 'codex' },
  opencode: { name: 'opencode', package: 'opencode-ai', version: '1.18.33', binary: 'opencode' },
}
/** Up to 430 MB with its binary. */
const binOf = (which) => join(cachedFolder(PROGRAMS[which]), 'node_modules', '.bin')

const isThere = (which) => existsSync(join(binOf(which), PROGRAMS[which].binary))

const ensureVersion = (which, show) => ensureCached(PROGRAMS[which], `.bin/${PROGRAMS[which].binary}`, show)

/** Installs every program from the registry unless it is there. */
export async function ensureAgentPrograms() {
  const missing = Object.keys(PROGRAMS).filter((which) => !isThere(which))
  if (missing.length === 0) return
  await step('Fetching coding CLIs', async (show) => {
    for (const which of missing) await ensureVersion(which, show)
  })
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const which = process.argv[2] ?? 'measured'
  await ensureVersion(which, () => undefined)
  console.log(binOf(which))
}
