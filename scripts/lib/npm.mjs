import { StepFailed } from './progress.mjs'
import { run } from './run.mjs'

/** Runs npm, the one that runs this script where there is one, and gives its output. */
export async function npm(args, options = {}) {
  const own = process.env.npm_execpath
  const [command, first] = own?.endsWith('.js') ? [process.execPath, [own]] : ['npm', []]
  const { code, output } = await run(command, [...first, ...args], { quiet: true, ...options })
  if (code !== 0) throw new StepFailed(`npm ${args[0]} failed:\n\n${output.slice(-5000)}`)
  return output
}
