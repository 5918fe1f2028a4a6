// `node scripts/lib/agent-programs.mjs [measured|newest|codex|opencode]` prints the folder of a coding CLI, which tests run in sessions.
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { StepFailed, step } from './progress.mjs'
import { root, run } from './run.mjs'

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
/** Up to 430 MB with its binary: no dependency of ours, and kept between runs. */
const folderOf = (which) => join(root, '.cache', `${PROGRAMS[which].name}-${PROGRAMS[which].version}`)
const binOf = (which) => join(folderOf(which), 'node_modules', '.bin')

const isThere = (which) => existsSync(join(binOf(which), PROGRAMS[which].binary))

/** Installs a program from the registry unless it is there. */
async function ensureVersion(which, show) {
  if (isThere(which)) return
  const folder = folderOf(which)
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'package.json'), '{"private":true}\n')
  const argv = ['install', '--no-audit', '--no-fund', `${PROGRAMS[which].package}@${PROGRAMS[which].version}`]
  const { code, output } = await run('npm', argv, { quiet: true, cwd: folder, onOutput: show })
  if (code !== 0) throw new StepFailed(`npm install failed:\n\n${output.slice(-3000)}`)
}

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
