// `node scripts/lib/claude-code.mjs [measured|newest]` prints the folder of the program `claude`, which tests run in sessions.
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { StepFailed, step } from './progress.mjs'
import { root, run } from './run.mjs'

/**
 * `measured`: the version whose hooks, screens and failures were measured. `newest`: the version whose start questions
 * have no numbers and the cursor on "no".
 */
const VERSIONS = { measured: '2.1.197', newest: '2.1.332' }
/** Up to 384 MB with its binary: no dependency of ours, and kept between runs. */
const folderOf = (which) => join(root, '.cache', `claude-code-${VERSIONS[which]}`)
const binOf = (which) => join(folderOf(which), 'node_modules', '.bin')

/** Installs a version of Claude Code from the registry unless it is there. */
async function ensureVersion(which, show) {
  if (existsSync(join(binOf(which), 'claude'))) return
  const folder = folderOf(which)
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'package.json'), '{"private":true}\n')
  const argv = ['install', '--no-audit', '--no-fund', `@anthropic-ai/claude-code@${VERSIONS[which]}`]
  const { code, output } = await run('npm', argv, { quiet: true, cwd: folder, onOutput: show })
  if (code !== 0) throw new StepFailed(`npm install failed:\n\n${output.slice(-3000)}`)
}

/** Installs every version from the registry unless it is there. */
export async function ensureClaudeCode() {
  const missing = Object.keys(VERSIONS).filter((which) => !existsSync(join(binOf(which), 'claude')))
  if (missing.length === 0) return
  await step('Fetching Claude Code', async (show) => {
    for (const which of missing) await ensureVersion(which, show)
  })
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const which = process.argv[2] ?? 'measured'
  await ensureVersion(which, () => undefined)
  console.log(binOf(which))
}
