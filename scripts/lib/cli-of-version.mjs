// Folder with the program of a coding CLI.
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { root } from './run.mjs'

/** `measured` is the version that the tests use; a number is fetched into `base`. */
export async function binOf({ version, cli, npmPackage, base }) {
  if (version === 'measured') {
    const { agentBin } = await import(join(root, 'dist', 'test', 'support', 'claude-code.js'))
    return agentBin(cli)
  }
  const folder = join(base, 'program')
  execFileSync('npm', ['install', '--no-audit', '--no-fund', '--prefix', folder, `${npmPackage}@${version}`])
  return join(folder, 'node_modules', '.bin')
}
