import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder that holds package.json. */
export const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..')

/** Output of a program that is kept for its failure. */
const KEPT_CHARACTERS = 200_000

/**
 * Runs a program to its end. With `quiet` its output is kept and given back instead of shown.
 * Never rejects for an exit code: `code` is `null` when a signal ended it or it could not be started.
 */
export function run(command, args, { quiet = false, env = {}, cwd = root, onOutput = () => {} } = {}) {
  return new Promise((settle) => {
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: quiet ? ['ignore', 'pipe', 'pipe'] : ['ignore', 'inherit', 'inherit'],
    })
    let output = ''
    const keep = (chunk) => {
      output = (output + chunk).slice(-KEPT_CHARACTERS)
      onOutput(String(chunk))
    }
    child.stdout?.on('data', keep)
    child.stderr?.on('data', keep)
    child.on('error', (error) => settle({ code: null, output: `${output}${error.message}\n` }))
    child.on('close', (code) => settle({ code, output }))
  })
}

/** A program of an installed package, looked for as Node looks for packages: here, then in the folders above. */
export function packageProgram(name) {
  for (let folder = root; ; folder = dirname(folder)) {
    const candidate = join(folder, 'node_modules', '.bin', name)
    if (existsSync(candidate)) return candidate
    if (folder === dirname(folder)) return null
  }
}
