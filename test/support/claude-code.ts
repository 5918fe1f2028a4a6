import { execFile } from 'node:child_process'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { shortOrLong } from './short-or-long.js'

const execute = promisify(execFile)

/** Prints the folder of a program, which it installs from the registry where it is not there yet. */
const INSTALLER = fileURLToPath(new URL('../../../scripts/lib/agent-programs.mjs', import.meta.url))
const API_KEY = 'key-of-nobody-0123456789'
const INSTALL_MS = 300_000

/** Version of Claude Code, as the installer names it. */
export type ClaudeCodeVersion = 'measured' | 'newest'

/** Versions that suites of both versions run: the newest in `npm test`, the other one in `npm run test:long`. */
export const CLAUDE_CODE_VERSIONS = shortOrLong<ReadonlyArray<ClaudeCodeVersion>>(['newest'], ['measured'])

/** Folder of the program `claude`, `codex` or `opencode`. */
export async function agentBin(program: ClaudeCodeVersion | 'codex' | 'opencode'): Promise<string> {
  const { stdout } = await execute(process.execPath, [INSTALLER, program], { timeout: INSTALL_MS })
  return stdout.trim()
}

/** Environment with which Claude Code calls a stand-in for its service and no other host. */
export const claudeEnvironment = (bin: string, apiUrl: string): Record<string, string> => ({
  PATH: `${bin}:${process.env['PATH'] ?? ''}`,
  ANTHROPIC_BASE_URL: apiUrl,
  ANTHROPIC_API_KEY: API_KEY,
  DISABLE_AUTOUPDATER: '1',
  CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: '1',
  // As root it skips permissions only where it believes itself in a sandbox.
  IS_SANDBOX: '1',
})

/** Answers every question that Claude Code asks at its first start, for these folders. */
export async function acquaint(home: string, ...folders: ReadonlyArray<string>): Promise<void> {
  await mkdir(join(home, '.claude'), { recursive: true })
  const projects = Object.fromEntries(folders.map((folder) => [folder, { hasTrustDialogAccepted: true }]))
  const answers = {
    hasCompletedOnboarding: true,
    bypassPermissionsModeAccepted: true,
    customApiKeyResponses: { approved: [API_KEY.slice(-20)] },
    projects,
  }
  await writeFile(join(home, '.claude.json'), JSON.stringify(answers))
  const file = join(home, '.claude', 'settings.json')
  const settings = await readFile(file, 'utf8').catch(() => '{}')
  await writeFile(
    file,
    JSON.stringify({ ...(JSON.parse(settings) as object), skipDangerousModePermissionPrompt: true }),
  )
}
