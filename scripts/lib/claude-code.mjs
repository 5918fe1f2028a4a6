// `node scripts/lib/claude-code.mjs` prints the folder of the program `claude`, which tests run in sessions.
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { StepFailed, step } from './progress.mjs'
import { root, run } from './run.mjs'

/** The version whose hooks, screens and failures were measured. */
const VERSION = '2.1.197'
/** 235 MB with its binary: no dependency of ours, and kept between runs. */
const FOLDER = join(root, '.cache', `claude-code-${VERSION}`)
const BIN = join(FOLDER, 'node_modules', '.bin')

/** Installs Claude Code from the registry unless it is there. */
export async function ensureClaudeCode({ inStep = step } = {}) {
  if (existsSync(join(BIN, 'claude'))) return
  await inStep('Fetching Claude Code', async (show) => {
    mkdirSync(FOLDER, { recursive: true })
    writeFileSync(join(FOLDER, 'package.json'), '{"private":true}\n')
    const argv = ['install', '--no-audit', '--no-fund', `@anthropic-ai/claude-code@${VERSION}`]
    const { code, output } = await run('npm', argv, { quiet: true, cwd: FOLDER, onOutput: show })
    if (code !== 0) throw new StepFailed(`npm install failed:\n\n${output.slice(-3000)}`)
  })
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await ensureClaudeCode({ inStep: (_title, work) => work(() => undefined) })
  console.log(BIN)
}
